package dev.perijove.kernel.worker;

import dev.perijove.kernel.worker.UserThread.Run;
import java.time.Duration;

/**
 * Stops user code, gently first: {@link Thread#interrupt}, then the {@link StopCheck} of its woven
 * classes, then {@link HardStops} again and again. If nothing helps, the front ends the process.
 */
final class InterruptLadder {
  private static final Duration BETWEEN_HARD_STOPS = Duration.ofMillis(50);

  private final UserThread userThread;
  private final CellInput input;
  private final WorkerOutput output;
  private final Duration grace;
  private final HardStops hardStops;

  InterruptLadder(UserThread userThread, CellInput input, WorkerOutput output, Duration grace) {
    this.userThread = userThread;
    this.input = input;
    this.output = output;
    this.grace = grace;
    this.hardStops = new HardStops(userThread);
  }

  /** Starts the ladder's threads. */
  void start() {
    hardStops.start();
    OwnThreads.start("worker-interrupt", this::climbForEver);
  }

  /** Climbs whenever somebody asks. */
  private void climbForEver() {
    try {
      while (true) {
        climb(userThread.awaitToStop());
      }
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts the thread that interrupts", e);
    }
  }

  private void climb(Run run) throws InterruptedException {
    userThread.interrupt(run);
    if (userThread.awaitEnd(run, grace)) {
      return;
    }
    StopCheck.close(run.cell);
    input.wake();
    output.wake();
    userThread.interrupt(run); // the first one may have been swallowed
    if (userThread.awaitEnd(run, grace)) {
      return;
    }
    do {
      hardStops.stop(run);
      userThread.interrupt(run);
    } while (!userThread.awaitEnd(run, BETWEEN_HARD_STOPS));
  }
}
