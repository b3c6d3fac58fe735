package dev.perijove.install.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelProcessTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @Test
  void a_program_that_is_not_there_is_named() {
    assertThatThrownBy(() -> KernelProcess.start(List.of("/no/such/program"), Map.of()))
        .isInstanceOf(KernelFailedException.class)
        .hasMessageContaining("/no/such/program");
  }

  @Test
  void a_kernel_that_ends_at_once_is_told_with_what_it_printed() throws Exception {
    try (var kernel = KernelProcess.start(List.of(JAVA, "--version"), Map.of())) {
      assertThatThrownBy(() -> kernel.awaitReady(Duration.ofMinutes(1)))
          .isInstanceOf(KernelFailedException.class)
          .hasMessageContaining("ended before it answered kernel_info_request")
          .hasMessageContaining(Runtime.version().toString());
    }
  }

  @Test
  void a_kernel_that_says_nothing_is_given_up_and_ended() throws Exception {
    var silent =
        List.of(JAVA, "-cp", System.getProperty("java.class.path"), Silent.class.getName());
    ProcessHandle process;
    try (var kernel = KernelProcess.start(silent, Map.of())) {
      process = ProcessHandle.of(kernel.pid()).orElseThrow();
      assertThatThrownBy(() -> kernel.awaitReady(Duration.ofMillis(200)))
          .isInstanceOf(KernelFailedException.class)
          .hasMessageContaining("did not answer kernel_info_request");
      assertThat(process.isAlive()).isTrue();
    }
    assertThat(process.isAlive()).isFalse();
  }

  /** Runs until it is ended. */
  static final class Silent {
    private Silent() {}

    public static void main(String[] arguments) throws InterruptedException {
      Thread.currentThread().join();
    }
  }
}
