package dev.perijove.kernel.worker;

/**
 * Raises an exception in another thread, wherever it is. It may leave locks and half-done work of a
 * library behind, so it comes last.
 */
interface HardStop {

  /** Returns when the exception is on its way, or the thread has ended. */
  void apply(Thread thread);
}
