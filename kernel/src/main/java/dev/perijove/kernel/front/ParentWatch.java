package dev.perijove.kernel.front;

import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Sees the process that started the kernel end ({@code JPY_PARENT_PID}, set by jupyter_client), by
 * an event of the system.
 */
final class ParentWatch {
  private static final System.Logger LOG = System.getLogger(ParentWatch.class.getName());

  private ParentWatch() {}

  /** Calls back when the process ends. A process we cannot see is not watched, which is logged. */
  static void start(long pid, Runnable whenEnded) {
    Optional<ProcessHandle> parent = ProcessHandle.of(pid);
    if (parent.isPresent()) {
      parent.get().onExit().thenRun(whenEnded);
    } else {
      LOG.log(
          Level.WARNING,
          "JPY_PARENT_PID names process {0}, which is not here: its end will not be seen",
          Long.toString(pid));
    }
  }
}
