package dev.perijove.kernel.supervise;

import dev.perijove.kernel.engine.InvocationOutcome.WorkerLost;

/** The worker is gone, so what was asked of it will not be answered. */
final class WorkerLostException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient WorkerLost loss;

  WorkerLostException(WorkerLost loss) {
    super(loss.detail());
    this.loss = loss;
  }

  WorkerLost loss() {
    return loss;
  }
}
