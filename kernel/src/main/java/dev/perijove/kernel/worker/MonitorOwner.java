package dev.perijove.kernel.worker;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Optional;

/** Finds the thread that another waits for at a {@code synchronized}. */
final class MonitorOwner {
  private MonitorOwner() {}

  /**
   * The owner of the monitor that a thread is blocked at; empty if it is not, or the owner is ours.
   */
  static Optional<Thread> of(Thread blocked) {
    if (blocked.getState() != Thread.State.BLOCKED) {
      return Optional.empty();
    }
    ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(blocked.getId());
    if (info == null || info.getLockOwnerId() < 0) {
      return Optional.empty();
    }
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getId() == info.getLockOwnerId())
        .filter(thread -> !OwnThreads.isOwn(thread))
        .findFirst();
  }
}
