package dev.perijove.gateway.kernels;

import java.time.Duration;
import java.util.Optional;

/**
 * Decides whether a kernel that ended by itself is started again, and when. Counts attempts in a
 * row: one that stays up for the stable time starts a new row. Not thread-safe: its {@link
 * KernelManager} guards it.
 */
final class KernelRestarter {

  private final RestartPolicy policy;
  private int attempts;

  KernelRestarter(RestartPolicy policy) {
    this.policy = policy;
  }

  /**
   * Called when a process has ended that nobody had asked to end.
   *
   * @param uptime how long it answered; zero if it never did
   * @return how long to wait before the next attempt; empty: give up
   */
  Optional<Duration> nextAttempt(Duration uptime) {
    if (uptime.compareTo(policy.stableAfter()) >= 0) {
      attempts = 0;
    }
    if (attempts >= policy.limit()) {
      return Optional.empty();
    }
    Duration delay =
        attempts == 0 ? Duration.ZERO : policy.firstDelay().multipliedBy(1L << (attempts - 1));
    attempts++;
    return Optional.of(delay);
  }

  /** Called when a person started the kernel again. */
  void reset() {
    attempts = 0;
  }
}
