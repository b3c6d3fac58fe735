package dev.perijove.protocol.zmq;

import org.zeromq.ZMQ;

/**
 * The I/O thread and the inproc names that several loops of one process share. Close it after its
 * loops; thread-safe.
 */
public final class ZmqContext implements AutoCloseable {
  private final ZMQ.Context context;

  private ZmqContext(ZMQ.Context context) {
    this.context = context;
  }

  /** A context with one I/O thread. */
  public static ZmqContext create() {
    return new ZmqContext(ZMQ.context(1));
  }

  ZMQ.Socket socket(SocketType type) {
    return context.socket(type.type());
  }

  /** Waits until closed sockets have delivered what they may, at most their linger time. */
  @Override
  public void close() {
    context.term();
  }
}
