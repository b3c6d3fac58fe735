package dev.perijove.kernel.front;

import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Sees the process that started the kernel end ({@code JPY_PARENT_PID}, set by jupyter_client), by
 * an event of the system; also when it ended before we could look.
 */
final class ParentWatch {
  private static final System.Logger LOG = System.getLogger(ParentWatch.class.getName());

  /** The first process of the system, which takes over those whose parent has ended. */
  private static final long INIT = 1;

  /**
   * How the kernel stands among the processes.
   *
   * @param pid of the kernel
   * @param parent of the kernel, as the system has it now; none where it is outside of the kernel's
   *     container
   */
  record Place(long pid, Optional<Long> parent) {
    static Place current() {
      ProcessHandle self = ProcessHandle.current();
      return new Place(self.pid(), self.parent().map(ProcessHandle::pid));
    }

    private boolean isOrphaned() {
      return pid != INIT && parent.filter(handedTo -> handedTo == INIT).isPresent();
    }
  }

  private ParentWatch() {}

  /**
   * Calls back when the process ends, or at once when it has ended: it is not here, and we were
   * handed to the first process of the system. Where it is not here and we have another parent, or
   * are the first process ourselves, it is one outside of our container: it is not watched, which
   * is logged.
   */
  static void start(long pid, Place place, Runnable whenEnded) {
    Optional<ProcessHandle> parent = ProcessHandle.of(pid);
    if (parent.isPresent()) {
      parent.get().onExit().thenRun(whenEnded);
    } else if (place.isOrphaned()) {
      LOG.log(
          Level.WARNING,
          "Process {0}, which JPY_PARENT_PID names, has ended already, so the kernel ends",
          Long.toString(pid));
      whenEnded.run();
    } else {
      LOG.log(
          Level.WARNING,
          "JPY_PARENT_PID names process {0}, which is not here: its end will not be seen",
          Long.toString(pid));
    }
  }
}
