package dev.perijove.protocol.zmq;

/** The ZeroMQ socket types a Jupyter channel uses. */
public enum SocketType {
  /** Kernel side of shell, control and stdin; also echoes heartbeats. */
  ROUTER(org.zeromq.SocketType.ROUTER),
  /** Client side of shell, control and stdin. */
  DEALER(org.zeromq.SocketType.DEALER),
  /**
   * Kernel side of iopub; its handler is given each subscription (first byte 1, then the topic).
   */
  XPUB(org.zeromq.SocketType.XPUB),
  /** Client side of iopub; sends nothing. */
  SUB(org.zeromq.SocketType.SUB),
  /** Answers one request at a time. */
  REP(org.zeromq.SocketType.REP),
  /** Asks one request at a time. */
  REQ(org.zeromq.SocketType.REQ);

  private final org.zeromq.SocketType type;

  SocketType(org.zeromq.SocketType type) {
    this.type = type;
  }

  org.zeromq.SocketType type() {
    return type;
  }
}
