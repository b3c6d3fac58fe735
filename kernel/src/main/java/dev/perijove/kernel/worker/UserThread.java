package dev.perijove.kernel.worker;

import dev.perijove.kernel.link.LinkMessage.Answer;
import dev.perijove.kernel.link.LinkMessage.Rung;
import dev.perijove.kernel.link.LinkMessage.Stopped;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The thread that user code runs on, and what the interrupt ladder needs to know of it. It hands
 * its answer over in one step and does nothing else of ours, so an asynchronous exception that
 * comes too late finds nothing to break; after a hard stop was tried the thread is replaced.
 */
final class UserThread {

  /** One run of user code. Its fields are guarded by {@link #lock}. */
  static final class Run {
    final long id;
    final long cell;
    final Supplier<Answer> body;
    @Nullable Answer answer;
    boolean interrupted;
    boolean hardStopped;
    final Instant begun = Instant.now();
    long nativeThread;

    Run(long id, long cell, Supplier<Answer> body) {
      this.id = id;
      this.cell = cell;
      this.body = body;
    }
  }

  /** Linux counts a process's start from the second in which the machine was started. */
  private static final Duration START_TIME_ERROR = Duration.ofMillis(1100);

  private final ClassLoader contextLoader;
  private final Object lock = new Object();
  private @Nullable Thread thread;
  private @Nullable Run current;
  private long askedToStop;
  private boolean ranOne;

  UserThread(ClassLoader contextLoader) {
    this.contextLoader = contextLoader;
  }

  /**
   * Runs the body and waits for its answer, which is {@link Stopped} if a hard stop took it away.
   *
   * @param id greater than that of every run before
   */
  Answer run(long id, long cell, Supplier<Answer> body) throws InterruptedException {
    Run run = new Run(id, cell, body);
    synchronized (lock) {
      current = run;
      Thread runner = thread;
      if (runner == null || !runner.isAlive()) {
        runner = new Thread(null, this::runAll, "main");
        runner.setContextClassLoader(contextLoader);
        thread = runner;
        runner.start();
      }
      lock.notifyAll();
      while (run.answer == null && runner.isAlive()) {
        // A hard stop, or a full heap, may end the runner where it can tell nobody: look.
        lock.wait(run.hardStopped ? 10 : 1000);
      }
      current = null;
      ranOne = true;
      if (run.hardStopped) {
        thread = null;
      }
      lock.notifyAll();
      return run.answer == null ? new Stopped(Rung.HARD_STOP) : run.answer;
    }
  }

  /** The body of the thread. */
  private void runAll() {
    long nativeThread = BlockingCall.currentThread();
    Run run = next();
    while (true) {
      synchronized (lock) {
        run.nativeThread = nativeThread;
      }
      Answer answer = run.body.get();
      synchronized (lock) {
        run.answer = answer;
        Thread.interrupted(); // belongs to the run that is over
        lock.notifyAll();
        if (run.hardStopped) {
          return; // another exception may still be on its way to this thread
        }
      }
      run = next();
    }
  }

  private Run next() {
    synchronized (lock) {
      while (current == null || current.answer != null) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          // Some thread of the user's keeps interrupting this one while it has nothing to do.
        }
      }
      return current;
    }
  }

  /** Whether the calling code's run was interrupted, whatever came of it. */
  boolean interrupted() {
    synchronized (lock) {
      return current != null && current.interrupted;
    }
  }

  /** Asks for a run to be stopped, also one that has not begun. */
  void askToStop(long id) {
    synchronized (lock) {
      askedToStop = Math.max(askedToStop, id);
      lock.notifyAll();
    }
  }

  /** Waits until a run is over or to be stopped. */
  void awaitFirst() throws InterruptedException {
    synchronized (lock) {
      while (!ranOne && askedToStop == 0) {
        lock.wait();
      }
    }
  }

  /** Waits until a run is to be stopped and has begun. */
  Run awaitToStop() throws InterruptedException {
    synchronized (lock) {
      while (current == null || current.answer != null || current.id > askedToStop) {
        lock.wait();
      }
      current.interrupted = true;
      return current;
    }
  }

  /** Interrupts the run's thread unless the run is over. */
  void interrupt(Run run) {
    synchronized (lock) {
      if (run.answer == null && thread != null) {
        thread.interrupt();
      }
    }
  }

  /** Raises an exception in the run's thread, wherever it is, unless the run is over. */
  void hardStop(Run run, HardStop stop) {
    synchronized (lock) {
      if (run.answer == null && thread != null && thread.isAlive()) {
        run.hardStopped = true;
        lock.notifyAll();
        stop.apply(thread);
        BlockingCall.wake(run.nativeThread);
        MonitorOwner.of(thread).ifPresent(owner -> release(owner, stop));
        endChildren(run.begun);
      }
    }
  }

  /**
   * Ends the processes that were started during the run, as Ctrl-C in a terminal does: a thread
   * that reads what a child prints can be reached in no other way.
   */
  private static void endChildren(Instant begun) {
    Instant since = begun.minus(START_TIME_ERROR);
    ProcessHandle.current()
        .children()
        .filter(child -> child.info().startInstant().filter(since::isBefore).isPresent())
        .forEach(ProcessHandle::destroy);
  }

  /** While another thread has the monitor that ours is blocked at, no exception reaches ours. */
  private static void release(Thread owner, HardStop stop) {
    owner.interrupt();
    stop.apply(owner);
  }

  /** Waits for the run to end; whether it did. */
  boolean awaitEnd(Run run, Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    synchronized (lock) {
      while (run.answer == null && current == run) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return false;
        }
        lock.wait(left);
      }
      return true;
    }
  }
}
