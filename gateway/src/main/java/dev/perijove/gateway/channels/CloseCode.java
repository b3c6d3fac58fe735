package dev.perijove.gateway.channels;

/**
 * Why a WebSocket is closed; RFC 6455 section 7.4.1. JupyterLab connects again after any code but
 * 1000 and 1001.
 */
public enum CloseCode {
  /** The client shall give up: its kernel is gone, or somebody took its place. */
  NORMAL(1000),
  /** The frame cannot be understood. */
  INVALID_PAYLOAD(1007),
  /** The gateway will be back: connect again. */
  SERVICE_RESTART(1012);

  private final int code;

  CloseCode(int code) {
    this.code = code;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }
}
