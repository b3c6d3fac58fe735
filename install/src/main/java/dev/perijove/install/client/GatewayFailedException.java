package dev.perijove.install.client;

/** A server did not start, or did not do what a client asked; the message says which. */
public final class GatewayFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  GatewayFailedException(String message) {
    super(message);
  }

  GatewayFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
