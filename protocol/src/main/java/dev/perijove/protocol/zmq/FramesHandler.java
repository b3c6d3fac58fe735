package dev.perijove.protocol.zmq;

import java.util.List;

/** Receives the messages of one socket. Called on the loop's thread; must not block. */
@FunctionalInterface
public interface FramesHandler {
  /**
   * Takes one whole message.
   *
   * @param frames all its parts in order; the receiver owns them
   */
  void onFrames(List<byte[]> frames);
}
