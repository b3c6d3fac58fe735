package dev.perijove.protocol.zmq;

import java.io.IOException;

/** A ZeroMQ socket could not be opened; the message names the endpoint and the cause. */
public final class SocketException extends IOException {
  SocketException(String message) {
    super(message);
  }

  SocketException(String message, Throwable cause) {
    super(message, cause);
  }
}
