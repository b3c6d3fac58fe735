package dev.perijove.gateway.kernels;

import java.time.Duration;

/**
 * How a kernel that ended by itself is started again.
 *
 * @param limit attempts in a row; 0 starts none again
 * @param stableAfter how long a process must have answered for its end to be a new story
 * @param firstDelay the wait before the second attempt; doubled before each further one
 */
public record RestartPolicy(int limit, Duration stableAfter, Duration firstDelay) {

  private static final int MOST_ATTEMPTS = 30;

  public RestartPolicy {
    if (limit < 0 || limit > MOST_ATTEMPTS) {
      throw new IllegalArgumentException(
          "the limit of restarts must be between 0 and " + MOST_ATTEMPTS + ", not " + limit);
    }
  }

  /** Five attempts, as the Jupyter server makes them, within about three seconds. */
  public static RestartPolicy defaults() {
    return new RestartPolicy(5, Duration.ofSeconds(10), Duration.ofMillis(200));
  }

  /** The same with another number of attempts. */
  public RestartPolicy withLimit(int attempts) {
    return new RestartPolicy(attempts, stableAfter, firstDelay);
  }
}
