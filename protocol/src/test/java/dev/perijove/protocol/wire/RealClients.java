package dev.perijove.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the real Jupyter clients live: {@code PERIJOVE_CLIENTS}, or {@code .ci/clients}. */
final class RealClients {

  private RealClients() {}

  /** Skips the test aloud where there are none; in CI that is a failure. */
  static Path python() {
    Path folder =
        Optional.ofNullable(System.getenv("PERIJOVE_CLIENTS"))
            .map(Path::of)
            .orElseGet(() -> Path.of("..", ".ci", "clients").toAbsolutePath().normalize());
    Optional<Path> python =
        Stream.of("venv/bin/python", "venv/Scripts/python.exe")
            .map(folder::resolve)
            .filter(Files::isExecutable)
            .findFirst();
    String absent = "no Python with the Jupyter clients in " + folder + "; .ci/run installs them";
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      assertThat(python).as(absent).isPresent();
    }
    if (python.isEmpty()) {
      System.err.println("SKIPPED: " + absent);
    }
    assumeTrue(python.isPresent(), absent);
    return python.orElseThrow();
  }
}
