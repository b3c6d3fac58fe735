package dev.perijove.install.client;

/** A kernel did not start, did not answer in time, or ended; the message says which. */
public final class KernelFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  KernelFailedException(String message) {
    super(message);
  }

  KernelFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
