package dev.perijove.kernel.worker;

import dev.perijove.kernel.link.LinkMessage.Rung;
import dev.perijove.kernel.worker.UserThread.Run;
import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives user code the hard stop that this virtual machine offers: {@code Thread.stop} on JDK 17 to
 * 19, JVMTI's StopThread on 22 and later ({@link NativeStop}); there is none on 20 and 21. Used
 * only after it stopped a thread of our own. Switched off with {@code -Dperijove.hardStop=false}.
 *
 * <p>All of it happens on the thread {@code worker-hard-stop}, since getting ready takes longer
 * than an interrupt should.
 */
final class HardStops {
  /** Only a virtual machine that cannot do it takes longer, however busy the processors are. */
  private static final long SELF_TEST_SECONDS = 10;

  private final UserThread userThread;
  private final Object lock = new Object();
  private @Nullable Run wanted;

  HardStops(UserThread userThread) {
    this.userThread = userThread;
  }

  /** Starts the thread, which gets ready when the first run is over. */
  void start() {
    OwnThreads.start(new NativeStop.Agent(this::serveForEver, "worker-hard-stop"));
  }

  /** Stops a run's thread as soon as may be, if there is a way. */
  void stop(Run run) {
    synchronized (lock) {
      wanted = run;
      lock.notifyAll();
    }
  }

  private void serveForEver() {
    try {
      userThread.awaitFirst(); // the first cell shall have the processors for itself
      HardStop stop = prepare();
      while (true) {
        userThread.hardStop(next(), stop);
      }
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts the thread that stops", e);
    }
  }

  private Run next() throws InterruptedException {
    synchronized (lock) {
      while (wanted == null) {
        lock.wait();
      }
      Run run = wanted;
      wanted = null;
      return run;
    }
  }

  private static HardStop prepare() {
    HardStop none = thread -> {};
    if (!Boolean.parseBoolean(System.getProperty("perijove.hardStop", "true"))) {
      return none;
    }
    int version = Runtime.version().feature();
    try {
      if (version < 20) {
        return tested(threadStop(), none);
      }
      return version < 22 ? none : tested(NativeStop.open(), none);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      // A virtual machine we do not know. What is lost is one rung; the front has another.
      return none;
    }
  }

  /** By reflection, since newer JDKs let nobody compile against it. */
  private static HardStop threadStop() throws ReflectiveOperationException {
    Method stop = Thread.class.getMethod("stop");
    return thread -> {
      try {
        stop.invoke(thread);
      } catch (ReflectiveOperationException e) {
        throw new AssertionError("Thread.stop is public", e);
      }
    };
  }

  private static HardStop tested(HardStop stop, HardStop none) {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Thread victim =
        new Thread(null, () -> spin(running, stopped), "worker-hard-stop-test", 0, false);
    victim.setDaemon(true);
    victim.setUncaughtExceptionHandler((thread, late) -> {});
    victim.start();
    try {
      running.await();
      stop.apply(victim);
      return stopped.await(SELF_TEST_SECONDS, TimeUnit.SECONDS) ? stop : none;
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts the thread that interrupts", e);
    }
  }

  private static void spin(CountDownLatch running, CountDownLatch stopped) {
    try {
      running.countDown();
      while (stopped.getCount() > 0) {
        Thread.onSpinWait();
      }
    } catch (Throwable expected) {
      stopped.countDown();
    }
  }

  /** Whether a throwable came from a hard stop. */
  static boolean made(Throwable error) {
    return error instanceof CellStop stop && stop.rung() == Rung.HARD_STOP
        || error.getClass().getName().equals("java.lang.ThreadDeath");
  }
}
