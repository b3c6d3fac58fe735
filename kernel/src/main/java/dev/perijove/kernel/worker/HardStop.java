package dev.perijove.kernel.worker;

import dev.perijove.kernel.link.LinkMessage.Rung;
import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Raises an exception in another thread, wherever it is: {@code Thread.stop} on JDK 17 to 19, JVMTI
 * StopThread on 22 and later ({@link NativeStop}); there is no way on 20 and 21. It may leave locks
 * and half-done work of a library behind, so it comes last. Switched off with {@code
 * -Dperijove.hardStop=false}.
 */
final class HardStop {
  private static final long SELF_TEST_SECONDS = 2;

  private static UserThread.@org.jspecify.annotations.Nullable Stop prepared;

  private HardStop() {}

  /**
   * The way that this virtual machine offers, tested on a thread of our own; one without effect if
   * there is none. Only for the thread {@code worker-interrupt}.
   */
  static UserThread.Stop prepared() {
    UserThread.Stop ready = prepared;
    if (ready == null) {
      ready = prepare();
      prepared = ready;
    }
    return ready;
  }

  private static UserThread.Stop prepare() {
    UserThread.Stop nothing = thread -> {};
    if (!Boolean.parseBoolean(System.getProperty("perijove.hardStop", "true"))) {
      return nothing;
    }
    try {
      int version = Runtime.version().feature();
      UserThread.Stop stop =
          version < 20 ? threadStop() : version > 21 ? NativeStop.open() : nothing;
      return stop != nothing && passesSelfTest(stop) ? stop : nothing;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      // A virtual machine we do not know. What is lost is one rung; the front has another.
      return nothing;
    }
  }

  /** By reflection, since the method is gone from the class files newer JDKs compile against. */
  private static UserThread.Stop threadStop() throws ReflectiveOperationException {
    Method stop = Thread.class.getMethod("stop");
    return thread -> {
      try {
        stop.invoke(thread);
      } catch (ReflectiveOperationException e) {
        throw new AssertionError("Thread.stop is public", e);
      }
    };
  }

  private static boolean passesSelfTest(UserThread.Stop stop) {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Thread victim =
        new Thread(
            null,
            () -> {
              try {
                running.countDown();
                while (true) {
                  Thread.onSpinWait();
                }
              } catch (Throwable expected) {
                stopped.countDown();
              }
            },
            "worker-hard-stop-test",
            0,
            false);
    victim.setDaemon(true);
    victim.setUncaughtExceptionHandler((thread, late) -> {});
    victim.start();
    try {
      running.await();
      stop.apply(victim);
      return stopped.await(SELF_TEST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts the thread that interrupts", e);
    }
  }

  /** Whether a throwable came from here. */
  static boolean made(Throwable error) {
    return error instanceof CellStop stop && stop.rung() == Rung.HARD_STOP
        || error.getClass().getName().equals("java.lang.ThreadDeath");
  }
}
