package dev.perijove.protocol.zmq;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * Moves messages through one ZeroMQ socket without ever waiting. Used by the loop's thread only.
 */
final class SocketTurns {
  private static final System.Logger LOG = System.getLogger(SocketTurns.class.getName());

  /** Messages moved each way before the other sockets of the loop have their turn. */
  private static final int BATCH = 64;

  private static final long NOT_STALLED = -1;

  private final ZMQ.Socket socket;
  private final SocketType type;
  private final SocketOptions options;
  private final FramesHandler handler;
  private final ChannelSocket channel;
  private long stalledSince = NOT_STALLED;

  SocketTurns(
      ZMQ.Socket socket,
      SocketType type,
      SocketOptions options,
      FramesHandler handler,
      ChannelSocket channel) {
    this.socket = socket;
    this.type = type;
    this.options = options;
    this.handler = handler;
    this.channel = channel;
  }

  ChannelSocket channel() {
    return channel;
  }

  ZMQ.Socket socket() {
    return socket;
  }

  /** Reads and writes a batch; true when another turn is due without waiting for an event. */
  boolean turn() {
    boolean more = false;
    if (!isStalled()) {
      more = receiveBatch();
    }
    more |= sendBatch();
    // XPUB claims to be writable always. While a subscriber holds it up, the next event on the
    // socket tells; asking for events here could swallow that event.
    return more || (!isStalled() && !channel.isClosed() && wantsTurn());
  }

  /** True while a subscriber that does not read holds up the others. */
  boolean isStalled() {
    return stalledSince != NOT_STALLED;
  }

  /** Nanoseconds until a stalled subscriber has used up our patience; 0 when it has. */
  long patienceLeft(long now) {
    return Math.max(0, options.stallPatience().toNanos() - (now - stalledSince));
  }

  /** Hands the rest of the outbox to ZeroMQ, as far as it takes it. */
  void flush() {
    boolean more = true;
    while (more) {
      more = sendBatch();
    }
  }

  private boolean wantsTurn() {
    int events = socket.getEvents();
    boolean readable = (events & ZMQ.Poller.POLLIN) != 0 && channel.isReading();
    boolean writable =
        (events & ZMQ.Poller.POLLOUT) != 0 && type != SocketType.SUB && !channel.outbox().isEmpty();
    return readable || writable;
  }

  private boolean receiveBatch() {
    for (int count = 0; count < BATCH; count++) {
      if (!channel.isReading() || channel.isClosed()) {
        return false;
      }
      byte[] first = socket.recv(ZMQ.DONTWAIT);
      if (first == null) {
        return false;
      }
      receiveRest(first).ifPresent(this::handOver);
    }
    return true;
  }

  /** Parts of one message arrive together, so this does not wait. Empty when it is too long. */
  private Optional<List<byte[]>> receiveRest(byte[] first) {
    List<byte[]> frames = new ArrayList<>(8);
    frames.add(first);
    long size = first.length;
    while (socket.hasReceiveMore()) {
      byte[] frame = socket.recv(ZMQ.DONTWAIT);
      if (frame == null) {
        break;
      }
      size += frame.length;
      if (size <= options.maxMessageBytes()) {
        frames.add(frame);
      } else {
        frames.clear();
      }
    }
    if (size > options.maxMessageBytes()) {
      LOG.log(
          Level.WARNING,
          "Dropped a message of {0} bytes on {1}: the limit is {2}",
          size,
          channel.endpoint(),
          options.maxMessageBytes());
      return Optional.empty();
    }
    return Optional.of(frames);
  }

  private void handOver(List<byte[]> frames) {
    call(() -> handler.onFrames(frames));
  }

  private void call(Runnable callback) {
    try {
      callback.run();
    } catch (RuntimeException | Error e) {
      // A fault in one callback, or no memory for one message, must not silence the other sockets
      // of this loop.
      LOG.log(Level.ERROR, "A callback of " + channel.endpoint() + " failed", e);
    }
  }

  private boolean sendBatch() {
    for (int count = 0; count < BATCH; count++) {
      if (type == SocketType.XPUB && !isStalled()) {
        // Whoever has just subscribed is greeted before the next message.
        receiveBatch();
      }
      Optional<List<byte[]>> next = channel.outbox().peek();
      if (next.isEmpty() || !sendOrStall(next.get())) {
        return false;
      }
      channel.outbox().remove().forEach(this::call);
    }
    return true;
  }

  /** True when the message is done with: sent, or dropped for a subscriber that does not read. */
  private boolean sendOrStall(List<byte[]> frames) {
    if (sendOrDiscard(frames)) {
      stalledSince = NOT_STALLED;
      return true;
    }
    if (type != SocketType.XPUB) {
      return false;
    }
    long now = System.nanoTime();
    if (!isStalled()) {
      stalledSince = now == NOT_STALLED ? now - 1 : now;
      return false;
    }
    if (now - stalledSince < options.stallPatience().toNanos()) {
      return false;
    }
    stalledSince = NOT_STALLED;
    sendToWhoReads(frames);
    return true;
  }

  /**
   * Sends to the subscribers that have room. From now on ZeroMQ leaves out those that had none,
   * until they read again: the next message waits for nobody but who reads.
   */
  private void sendToWhoReads(List<byte[]> frames) {
    socket.setXpubNoDrop(false);
    sendOrDiscard(frames);
    socket.setXpubNoDrop(true);
    channel.countDropped();
  }

  /** False when ZeroMQ has no room; a message it can never take is logged and done with. */
  private boolean sendOrDiscard(List<byte[]> frames) {
    try {
      return send(frames);
    } catch (ZMQException e) {
      LOG.log(Level.ERROR, "A message was discarded on " + channel.endpoint(), e);
      return true;
    }
  }

  private boolean send(List<byte[]> frames) {
    int last = frames.size() - 1;
    for (int i = 0; i <= last; i++) {
      int flags = i < last ? ZMQ.DONTWAIT | ZMQ.SNDMORE : ZMQ.DONTWAIT;
      if (!socket.send(frames.get(i), flags)) {
        if (i > 0) {
          LOG.log(Level.ERROR, "Part of a message was refused on {0}", channel.endpoint());
          return true;
        }
        return false;
      }
    }
    return true;
  }
}
