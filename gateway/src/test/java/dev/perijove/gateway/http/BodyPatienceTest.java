package dev.perijove.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyPatienceTest {
  private static final long START = Long.MAX_VALUE - 7;
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private static long after(int seconds) {
    return START + Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void somebody_unknown_has_one_deadline_for_the_whole_body() {
    BodyPatience patience = BodyPatience.withAnybody(START, PAUSE);

    assertThat(patience.next(START, 0)).isEqualTo(PAUSE);
    assertThat(patience.next(after(20), 50_000)).isEqualTo(Duration.ofSeconds(10));
    assertThat(patience.next(after(31), 60_000)).isZero();
  }

  @Test
  void a_known_user_who_sends_steadily_has_all_the_time_it_takes() {
    BodyPatience patience = BodyPatience.withAnybody(START, PAUSE).withKnownUser();

    assertThat(patience.next(after(3600), 3600 * 8 * 1024)).isEqualTo(PAUSE);
  }

  @Test
  void a_byte_now_and_then_earns_no_time() {
    BodyPatience patience = BodyPatience.withAnybody(START, PAUSE).withKnownUser();

    assertThat(patience.next(after(29), 29)).isLessThan(Duration.ofMillis(1_100));
    assertThat(patience.next(after(31), 31)).isZero();
  }
}
