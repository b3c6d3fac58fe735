package dev.perijove.gateway.kernels;

import java.util.Optional;

/**
 * Something that was done to a kernel, or was tried.
 *
 * @param kernelName of its kernelspec
 * @param failure why it failed; empty if it did not
 */
public record KernelAction(
    Kind kind, String kernelId, String kernelName, Optional<String> failure) {
  /** The actions of Jupyter's event schema {@code kernel_actions/v1}. */
  public enum Kind {
    /** A process was started. */
    START,
    /** What it runs was interrupted. */
    INTERRUPT,
    /** Its process was replaced by a new one. */
    RESTART,
    /** It was ended for good. */
    SHUTDOWN
  }

  static KernelAction succeeded(Kind kind, KernelManager kernel) {
    return new KernelAction(kind, kernel.id(), kernel.kernelSpec().name(), Optional.empty());
  }

  static KernelAction failed(Kind kind, KernelManager kernel, Exception cause) {
    String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new KernelAction(kind, kernel.id(), kernel.kernelSpec().name(), Optional.of(why));
  }
}
