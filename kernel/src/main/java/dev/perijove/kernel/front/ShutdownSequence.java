package dev.perijove.kernel.front;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Stops what was started, in the opposite order, once, whoever asks first: a {@code
 * shutdown_request}, a signal, or the end of the parent. One step that fails does not keep the
 * others from being tried. Thread-safe.
 */
final class ShutdownSequence {
  private static final System.Logger LOG = System.getLogger(ShutdownSequence.class.getName());

  private final Deque<Step> steps = new ArrayDeque<>();
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch done = new CountDownLatch(1);

  /** Adds a step that runs before all that were added earlier. */
  synchronized void add(String name, AutoCloseable resource) {
    steps.push(new Step(name, resource));
  }

  /** Begins, on a thread of its own, and returns at once. */
  void begin(String reason) {
    if (begun.compareAndSet(false, true)) {
      LOG.log(Level.DEBUG, "The kernel ends: {0}", reason);
      new Thread(this::run, "kernel-shutdown").start();
    }
  }

  /** Waits until every step was tried. */
  void await() throws InterruptedException {
    done.await();
  }

  private void run() {
    try {
      Step step;
      while ((step = next()) != null) {
        step.close();
      }
    } finally {
      done.countDown();
    }
  }

  private synchronized @Nullable Step next() {
    return steps.poll();
  }

  private record Step(String name, AutoCloseable resource) {
    void close() {
      try {
        resource.close();
      } catch (Exception e) {
        LOG.log(Level.WARNING, "Stopping " + name + " failed", e);
      }
    }
  }
}
