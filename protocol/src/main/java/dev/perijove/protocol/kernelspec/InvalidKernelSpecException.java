package dev.perijove.protocol.kernelspec;

/** A {@code kernel.json} cannot be used; the message names the field or the fault. */
final class InvalidKernelSpecException extends Exception {
  private final String problem;

  InvalidKernelSpecException(String problem) {
    super(problem);
    this.problem = problem;
  }

  String problem() {
    return problem;
  }
}
