package dev.perijove.gateway;

import java.time.Clock;
import java.time.Instant;

/** When the gateway started, and when somebody last used it. Thread-safe. */
final class Activity {
  private final Clock clock;
  private final Instant started;
  private volatile Instant last;

  Activity(Clock clock) {
    this.clock = clock;
    this.started = clock.instant();
    this.last = started;
  }

  void touch() {
    last = clock.instant();
  }

  Instant started() {
    return started;
  }

  Instant last() {
    return last;
  }
}
