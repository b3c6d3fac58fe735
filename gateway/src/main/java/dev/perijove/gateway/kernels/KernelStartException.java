package dev.perijove.gateway.kernels;

import static java.util.Objects.requireNonNullElse;

/** A kernel did not start; the message names the cause and the cure. */
public final class KernelStartException extends Exception {

  private static final long serialVersionUID = 1L;

  KernelStartException(String message) {
    super(message);
  }

  KernelStartException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Caused by something that names cause and cure itself. */
  KernelStartException(Throwable cause) {
    super(requireNonNullElse(cause.getMessage(), cause.toString()), cause);
  }
}
