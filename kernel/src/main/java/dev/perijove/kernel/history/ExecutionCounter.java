package dev.perijove.kernel.history;

import java.util.concurrent.atomic.AtomicInteger;

/** Numbers the cells of a kernel's life, from 1. Thread-safe. */
public final class ExecutionCounter {
  private final AtomicInteger last = new AtomicInteger();

  /** Takes the next number. */
  public int next() {
    return last.incrementAndGet();
  }

  /** The number {@link #next} will take, for a cell that leaves no history. */
  public int upcoming() {
    return last.get() + 1;
  }

  /** The number taken last; 0 before the first. */
  public int last() {
    return last.get();
  }
}
