package dev.perijove.install.jdk;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A Java installation that was asked what it is.
 *
 * @param directory the folder that holds {@code bin/java}
 * @param version as the installation writes it, such as {@code 17.0.15}
 * @param modules names of the modules it can resolve
 */
public record JavaHome(Path directory, String version, Set<String> modules) {
  /** The oldest release the kernel runs on. */
  public static final int OLDEST_RELEASE = 17;

  private static final Set<String> NEEDED_MODULES = Set.of("jdk.jshell", "jdk.compiler");
  private static final int DEADLINE_SECONDS = 60;

  public JavaHome {
    requireNonNull(directory, "directory");
    requireNonNull(version, "version");
    modules = Set.copyOf(modules);
  }

  /**
   * Runs {@code java --list-modules} of an installation and reads the answer.
   *
   * @throws UnusableJavaException if there is no {@code bin/java}, it does not run, or it is older
   *     than Java 9
   */
  public static JavaHome inspect(Path directory)
      throws UnusableJavaException, InterruptedException {
    Path java = launcher(directory);
    if (!Files.isRegularFile(java)) {
      throw new UnusableJavaException(
          "No Java in %s: %s is not there. Name the folder of a JDK %d or later with --java-home."
              .formatted(directory, java, OLDEST_RELEASE));
    }
    Map<String, String> versions = versionsByModule(listModules(java));
    String version =
        Optional.ofNullable(versions.get("java.base"))
            .orElseThrow(
                () ->
                    new UnusableJavaException(
                        "%s lists no module java.base, so it is older than Java 9. %s"
                            .formatted(java, cure())));
    return new JavaHome(directory, version, versions.keySet());
  }

  /** The {@code java} program of this installation. */
  public Path launcher() {
    return launcher(directory);
  }

  /** The feature release, such as 17. */
  public int release() {
    return Integer.parseInt(version.split("[^0-9]", 2)[0]);
  }

  /**
   * Returns this installation if the kernel can run on it.
   *
   * @throws UnusableJavaException if it is too old or lacks a module the kernel needs
   */
  public JavaHome requireForKernel() throws UnusableJavaException {
    if (release() < OLDEST_RELEASE) {
      throw new UnusableJavaException(
          "%s is Java %s; the kernel needs %d or later. %s"
              .formatted(directory, version, OLDEST_RELEASE, cure()));
    }
    List<String> missing =
        NEEDED_MODULES.stream().filter(module -> !modules.contains(module)).sorted().toList();
    if (!missing.isEmpty()) {
      throw new UnusableJavaException(
          "%s (Java %s) has no module %s: it is a runtime, not a full JDK. %s"
              .formatted(directory, version, String.join(", ", missing), cure()));
    }
    return this;
  }

  private static String cure() {
    return "Install a JDK %d or later and name its folder with --java-home or JAVA_HOME."
        .formatted(OLDEST_RELEASE);
  }

  private static Path launcher(Path directory) {
    boolean windows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    return directory.resolve("bin").resolve(windows ? "java.exe" : "java");
  }

  private static List<String> listModules(Path java)
      throws UnusableJavaException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(java.toString(), "--list-modules").redirectErrorStream(true).start();
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UnusableJavaException(
          "%s cannot be started: %s. %s".formatted(java, e.getMessage(), cure()), e);
    }
    try (var output = process.getInputStream()) {
      // About 3 kB: it fits the pipe, so waiting before reading cannot block the process.
      if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        throw new UnusableJavaException(
            "%s --list-modules did not end within %d s. %s"
                .formatted(java, DEADLINE_SECONDS, cure()));
      }
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new UnusableJavaException(
            "%s --list-modules failed: %s. %s".formatted(java, text.strip(), cure()));
      }
      return text.lines().toList();
    } catch (IOException e) {
      throw new UnusableJavaException(
          "%s --list-modules gave no answer: %s. %s".formatted(java, e.getMessage(), cure()), e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Lines are {@code java.base@17.0.15}, in a custom runtime image possibly without a version. */
  private static Map<String, String> versionsByModule(List<String> lines) {
    Map<String, String> versions = new LinkedHashMap<>();
    for (String line : lines) {
      String[] parts = line.strip().split("@", 2);
      if (parts[0].matches("[\\w.]+")) {
        versions.put(parts[0], parts.length == 2 ? parts[1] : "0");
      }
    }
    return versions;
  }
}
