package dev.perijove.kernel.worker;

import org.jspecify.annotations.Nullable;

/**
 * Which cell a thread works for. A thread inherits it from the one that made it; threads of shared
 * pools, which nobody in particular makes, count for the latest cell.
 */
final class CellThreads {
  private static final InheritableThreadLocal<@Nullable Long> OWN = new InheritableThreadLocal<>();
  private static volatile long latest;

  private CellThreads() {}

  /** The calling thread begins to run code of a cell. */
  static void enter(long cell) {
    latest = cell;
    OWN.set(cell);
  }

  /** The cell that what the calling thread prints belongs to. */
  static long current() {
    Long own = OWN.get();
    return own == null ? latest : own;
  }
}
