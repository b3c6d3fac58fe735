package dev.perijove.install.realclients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;

/**
 * A client or a command of ours, run to its end as a process.
 *
 * @param exitCode it ended with
 * @param output what it printed
 * @param errors what it printed on its error output
 */
record Program(int exitCode, String output, String errors) {
  private static final Duration DEADLINE = Duration.ofMinutes(5);

  /**
   * Runs a program.
   *
   * @param environment all of it, but for {@code PATH}
   * @throws AssertionError if it does not end within five minutes; it is ended then
   */
  static Program run(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "program-", ".out");
    Path errors = Files.createTempFile(folder, "program-", ".err");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    setEnvironment(builder, environment);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      boolean ended = process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS);
      var program = new Program(ended ? process.exitValue() : -1, textOf(output), textOf(errors));
      if (!ended) {
        Assertions.fail("%s did not end within %s%n%s", command, DEADLINE, program);
      }
      return program;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Sets all of a program's environment; of ours it gets {@code PATH} alone. */
  static void setEnvironment(ProcessBuilder builder, Map<String, String> environment) {
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().putAll(environment);
  }

  /** Returns this program if it ended well; else fails with all that it printed. */
  Program succeeded() {
    Assertions.assertThat(exitCode).as(toString()).isZero();
    return this;
  }

  @Override
  public String toString() {
    return "ended with %d%n--- output%n%s%n--- errors%n%s".formatted(exitCode, output, errors);
  }

  private static String textOf(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
