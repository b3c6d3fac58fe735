package dev.perijove.gateway.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class KernelRestarterTest {

  private final KernelRestarter restarter =
      new KernelRestarter(new RestartPolicy(3, Duration.ofSeconds(10), Duration.ofMillis(100)));

  @Test
  void attempts_in_a_row_wait_longer_each_time_and_have_an_end() {
    assertThat(restarter.nextAttempt(Duration.ZERO)).contains(Duration.ZERO);
    assertThat(restarter.nextAttempt(Duration.ZERO)).contains(Duration.ofMillis(100));
    assertThat(restarter.nextAttempt(Duration.ZERO)).contains(Duration.ofMillis(200));
    assertThat(restarter.nextAttempt(Duration.ZERO)).isEmpty();
  }

  @Test
  void a_kernel_that_was_up_for_a_while_gets_all_its_attempts_again() {
    for (int i = 0; i < 20; i++) {
      assertThat(restarter.nextAttempt(Duration.ofSeconds(11))).contains(Duration.ZERO);
    }
  }

  @Test
  void a_restart_by_hand_starts_a_new_row() {
    for (int i = 0; i < 4; i++) {
      restarter.nextAttempt(Duration.ZERO);
    }

    restarter.reset();

    assertThat(restarter.nextAttempt(Duration.ZERO)).isPresent();
  }
}
