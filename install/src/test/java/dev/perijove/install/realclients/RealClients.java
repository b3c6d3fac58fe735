package dev.perijove.install.realclients;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Where the real clients are on this machine. A test asks for the one it needs: where that is
 * missing the test is skipped and says what to install, but with {@code CI=true} it fails.
 */
final class RealClients {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private RealClients() {}

  /** The clone's folder. */
  static Path root() {
    return ROOT;
  }

  /** A script beside these tests. */
  static Path script(String name) {
    return ROOT.resolve("install/src/test/clients").resolve(name);
  }

  /** Python with the packages of {@code .ci/requirements.txt}. */
  static Path python() {
    return require(virtualEnvironment().resolve("bin/python"), "Python clients");
  }

  /** The virtual environment of {@link #python}, which may not be there. */
  static Path virtualEnvironment() {
    return folder().resolve("venv");
  }

  /** The folder whose {@code node_modules} has the packages of {@code .ci/package.json}. */
  static Path nodeClients() {
    require(folder().resolve("node_modules"), "Node packages");
    return folder();
  }

  static Path node() {
    return onPath("Node.js", "node");
  }

  static Path chromium() {
    return Optional.ofNullable(System.getenv("CHROMIUM"))
        .map(Path::of)
        .orElseGet(() -> onPath("Chromium", "chromium", "chromium-browser", "google-chrome"));
  }

  private static Path folder() {
    return Optional.ofNullable(System.getenv("PERIJOVE_CLIENTS"))
        .map(Path::of)
        .orElse(ROOT.resolve(".ci/clients"));
  }

  private static Path onPath(String what, String... names) {
    List<String> folders =
        List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1));
    Stream<Path> candidates =
        Arrays.stream(names).flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)));
    return require(
        candidates.filter(Files::isExecutable).findFirst().orElse(Path.of(names[0])), what);
  }

  private static Path require(Path path, String what) {
    if (!Files.exists(path)) {
      String missing = "%s missing (%s); '.ci/run' installs all clients".formatted(what, path);
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(missing);
      }
      Assumptions.abort(missing);
    }
    return path;
  }
}
