package dev.perijove.gateway.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the real Jupyter programs are that tests speak to. */
public final class RealClients {

  private RealClients() {}

  /**
   * The virtual environment with a Python package. Where it is absent the test is skipped and says
   * so; on a build machine ({@code CI=true}) it fails.
   */
  public static Path venvWith(String pythonPackage) throws IOException {
    String told = System.getenv("PERIJOVE_CLIENTS");
    Path clients = told != null ? Path.of(told) : Path.of("..", ".ci", "clients");
    Path venv = clients.resolve("venv").toAbsolutePath().normalize();
    if (has(venv, pythonPackage)) {
      return venv.toRealPath();
    }
    String absent =
        "SKIPPED: no Python package '%s' in %s; .ci/run prepares it, or PERIJOVE_CLIENTS names where it is"
            .formatted(pythonPackage, venv);
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      throw new AssertionError(absent);
    }
    System.err.println(absent);
    return abort(absent);
  }

  private static boolean has(Path venv, String pythonPackage) throws IOException {
    if (!Files.isDirectory(venv)) {
      return false;
    }
    var wanted = FileSystems.getDefault().getPathMatcher("glob:**/site-packages/" + pythonPackage);
    try (Stream<Path> found = Files.walk(venv, 5, FileVisitOption.FOLLOW_LINKS)) {
      return found.anyMatch(wanted::matches);
    }
  }
}
