package dev.perijove.gateway.kernels;

/** What is asked for does not fit the state of things; the message says what to do first. */
public final class KernelConflictException extends Exception {

  private static final long serialVersionUID = 1L;

  KernelConflictException(String message) {
    super(message);
  }
}
