package dev.perijove.kernel.engine;

import java.time.Duration;

/** Counts the invocations of user code and lets others wait for the end of one. Thread-safe. */
final class RunningCode {

  private long begun;
  private boolean isRunning;

  synchronized void begin() {
    begun++;
    isRunning = true;
  }

  synchronized void end() {
    isRunning = false;
    notifyAll();
  }

  /** The number of the invocation that runs, or ran last. */
  synchronized long current() {
    return begun;
  }

  /** Whether that invocation ends within the time. */
  synchronized boolean awaitEnd(long invocation, Duration time) throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    while (isRunning && begun == invocation) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    return true;
  }
}
