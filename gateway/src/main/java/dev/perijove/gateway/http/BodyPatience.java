package dev.perijove.gateway.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long a server waits for a body. Nobody holds a connection with a byte now and then: each
 * pause is limited, and all of them together, to what somebody would take who sends steadily.
 *
 * @param since {@link System#nanoTime} when the body began
 * @param pause the longest wait for more, and the time a body has whatever its length
 * @param bytesPerSecond what further time is given for; 0 gives none
 */
record BodyPatience(long since, Duration pause, long bytesPerSecond) {

  /** A slow telephone line. */
  private static final long SLOWEST = 4 * 1024;

  /** One deadline for the whole body. */
  static BodyPatience withAnybody(long now, Duration pause) {
    return new BodyPatience(now, pause, 0);
  }

  /** The same, and time for a long body that comes steadily. */
  BodyPatience withKnownUser() {
    return new BodyPatience(since, pause, SLOWEST);
  }

  /** How long to wait for the next bytes, after so many; zero when the time is over. */
  Duration next(long now, long received) {
    long earned =
        bytesPerSecond == 0 ? 0 : TimeUnit.MILLISECONDS.toNanos(received * 1000 / bytesPerSecond);
    long left = pause.toNanos() + earned - (now - since);
    return Duration.ofNanos(Math.max(0, Math.min(pause.toNanos(), left)));
  }
}
