package dev.perijove.kernel.worker;

import dev.perijove.kernel.link.LinkMessage;
import java.time.Duration;

/** Starts threads that are ours and not the user's, and ends the process when one of them dies. */
final class OwnThreads {
  private static final String PREFIX = "worker-";

  private OwnThreads() {}

  /** Whether a thread is ours, by its name: a user's of that name is spared, which does no harm. */
  static boolean isOwn(Thread thread) {
    return thread.getName().startsWith(PREFIX);
  }

  static void start(String name, Runnable body) {
    start(new Thread(null, body, name, 0, false));
  }

  static void start(Thread thread) {
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(OwnThreads::died);
    thread.start();
  }

  /** Without this thread the worker is of no use: better a clear end than a silence. */
  static void died(Thread thread, Throwable error) {
    if (error instanceof OutOfMemoryError) {
      Runtime.getRuntime().halt(LinkMessage.OUT_OF_MEMORY_EXIT_CODE);
    }
    error.printStackTrace(WorkerMain.NATIVE_ERR);
    Runtime.getRuntime().halt(LinkMessage.BROKEN_EXIT_CODE);
  }

  /** Ends the process when the time is over, whatever it does. */
  static void haltAfter(Duration time) {
    start(
        "worker-halt",
        () -> {
          try {
            // A deadline and nothing else: what could end the wait early ends the process.
            Thread.sleep(time.toMillis());
          } catch (InterruptedException e) {
            // Then it ends at once.
          }
          Runtime.getRuntime().halt(0);
        });
  }
}
