import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Builds the page with the system's Node and lays it into the gateway's classes; run by Maven as
 * {@code java BuildStudio.java <this folder> <destination>}.
 *
 * <p>Each of the three steps (install packages, bundle, copy) leaves a stamp of what it was made
 * from and is skipped while that is unchanged. Packages and bundle live in this folder, so {@code
 * mvn clean} costs only the copy. Without a fit Node the gateway is built without the page, and this
 * says so.
 */
final class BuildStudio {
  private static final List<String> BUNDLE_SOURCES =
      List.of(
          "package.json",
          "package-lock.json",
          "rspack.config.js",
          "src",
          "licenses",
          "../resources/dev/perijove/gateway/studio/idle.svg");

  private static final String NPM =
      System.getProperty("os.name").startsWith("Windows") ? "npm.cmd" : "npm";

  private final Path studio;
  private final Path bundle;
  private final Path destination;

  private BuildStudio(Path studio, Path destination) {
    this.studio = studio;
    this.bundle = studio.resolve("target/lab");
    this.destination = destination;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    new BuildStudio(
            Path.of(arguments[0]).toAbsolutePath().normalize(),
            Path.of(arguments[1]).toAbsolutePath().normalize())
        .build();
  }

  private void build() throws IOException, InterruptedException {
    String wanted = digest(BUNDLE_SOURCES);
    Path bundleStamp = studio.resolve("target/stamp");
    if (!stampIs(bundleStamp, wanted)) {
      delete(bundle);
      Optional<String> unfit = unfitNode();
      if (unfit.isPresent()) {
        delete(destination);
        warn(unfit.get());
        return;
      }
      installPackages();
      run("bundling the page", "node", "node_modules/@rspack/cli/bin/rspack.js", "build");
      Files.writeString(bundleStamp, wanted);
    }
    Path copyStamp = destination.resolve("stamp");
    if (!stampIs(copyStamp, wanted)) {
      delete(destination);
      copy(bundle, destination);
      Files.writeString(copyStamp, wanted);
    }
  }

  private void installPackages() throws IOException, InterruptedException {
    String wanted = digest(List.of("package-lock.json"));
    Path stamp = studio.resolve("node_modules/.perijove-stamp");
    if (stampIs(stamp, wanted)) {
      return;
    }
    run("installing the page's packages", NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    Files.writeString(stamp, wanted);
  }

  /** Why the page cannot be built here; empty if it can. */
  private Optional<String> unfitNode() throws IOException, InterruptedException {
    String needed = nodeVersionNeeded();
    Optional<String> node = version("node");
    if (node.isEmpty()) {
      return Optional.of("Node is not on the PATH; the page needs " + needed + " or later.");
    }
    if (compare(node.get(), needed) < 0) {
      return Optional.of("Node here is " + node.get() + "; the page needs " + needed + " or later.");
    }
    if (version(NPM).isEmpty()) {
      return Optional.of("Node is here, but its package manager npm is not on the PATH.");
    }
    return Optional.empty();
  }

  /** What a program says of itself; empty if it is not there or does not work. */
  private static Optional<String> version(String program) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(program, "--version").redirectErrorStream(true).start();
    } catch (IOException absent) {
      return Optional.empty();
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    return process.waitFor() == 0 ? Optional.of(said) : Optional.empty();
  }

  /** The least version that package.json allows. */
  private String nodeVersionNeeded() throws IOException {
    Matcher engine =
        Pattern.compile("\"node\"\\s*:\\s*\">=([0-9.]+)\"")
            .matcher(Files.readString(studio.resolve("package.json")));
    if (!engine.find()) {
      throw new IllegalStateException("package.json of the page names no engines.node as >=VERSION");
    }
    return engine.group(1);
  }

  private static int compare(String version, String other) {
    return Arrays.compare(numbers(version), numbers(other));
  }

  private static int[] numbers(String version) {
    return Pattern.compile("[0-9]+")
        .matcher(version)
        .results()
        .mapToInt(number -> Integer.parseInt(number.group()))
        .toArray();
  }

  private void run(String purpose, String... command) throws IOException, InterruptedException {
    System.out.println("[studio] " + purpose + ": " + String.join(" ", command));
    int exit =
        new ProcessBuilder(command).directory(studio.toFile()).inheritIO().start().waitFor();
    if (exit != 0) {
      System.err.println(
          "[studio] " + purpose + " failed with exit code " + exit + " (see above). To build the"
              + " gateway without the page: -Dperijove.skipStudio");
      System.exit(1);
    }
  }

  private static void warn(String cause) {
    String bar = "*".repeat(88);
    System.err.println(
        String.join(
            System.lineSeparator(),
            bar,
            "The gateway is built WITHOUT the JupyterLab page. " + cause,
            "Install Node and build again, or start the gateway with --lab-dir and an installed",
            "JupyterLab's share/jupyter/lab.",
            bar));
  }

  private String digest(List<String> sources) throws IOException {
    MessageDigest sha = sha256();
    for (String source : sources) {
      try (Stream<Path> files = Files.walk(studio.resolve(source))) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          sha.update(studio.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
          sha.update(Files.readAllBytes(file));
        }
      }
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static boolean stampIs(Path stamp, String wanted) throws IOException {
    return Files.exists(stamp) && Files.readString(stamp).equals(wanted);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
