package dev.perijove.gateway.kernels;

import static java.util.Objects.requireNonNullElse;

import dev.perijove.gateway.http.Problem;
import dev.perijove.protocol.kernelspec.KernelSpecNotFoundException;

/** What the managers' exceptions are on HTTP. */
public final class KernelProblems {

  private KernelProblems() {}

  /** 404: no such kernelspec. */
  public static Problem of(KernelSpecNotFoundException e) {
    return Problem.notFound(text(e));
  }

  /** 404: no such kernel. */
  public static Problem of(KernelNotFoundException e) {
    return Problem.notFound(text(e));
  }

  /** 409: not in this state. */
  public static Problem of(KernelConflictException e) {
    return Problem.conflict(text(e));
  }

  /** 500: the kernelspec, or the machine, is not as it should be. */
  public static Problem of(KernelStartException e) {
    return Problem.of(500, text(e));
  }

  /** What an exception says to a person. */
  public static String text(Exception e) {
    return requireNonNullElse(e.getMessage(), e.toString());
  }
}
