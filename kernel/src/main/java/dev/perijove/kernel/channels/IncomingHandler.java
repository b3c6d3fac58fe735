package dev.perijove.kernel.channels;

/** Handles the messages of one channel, one at a time, on the channel's own thread. */
@FunctionalInterface
public interface IncomingHandler {
  /** Handles a message to its end; may wait. */
  void handle(Incoming incoming) throws InterruptedException;
}
