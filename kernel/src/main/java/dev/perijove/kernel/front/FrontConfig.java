package dev.perijove.kernel.front;

import static java.util.Objects.requireNonNull;

import dev.perijove.protocol.kernelspec.JupyterPaths;
import dev.perijove.protocol.kernelspec.Platform;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What the command line and the environment say, read once.
 *
 * @param connectionFile where the client tells ports and key
 * @param workerJar the program that holds user code
 * @param workerJavaHome the JDK it runs on
 * @param workerJvmArguments its flags
 * @param classPath what user code finds from the first cell on
 * @param historyFile where past cells are kept
 * @param parentPid the process whose end is ours; from {@code JPY_PARENT_PID}
 */
record FrontConfig(
    Path connectionFile,
    Path workerJar,
    Path workerJavaHome,
    List<String> workerJvmArguments,
    List<Path> classPath,
    Path historyFile,
    OptionalLong parentPid) {

  static final String USAGE =
      "usage: java -jar kernel.jar [--worker-java-home=<jdk>] [--worker-jvm-arg=<flag>]..."
          + " [--class-path=<path>["
          + File.pathSeparator
          + "<path>]...]"
          + " [--history=<file>] <connection-file>";

  FrontConfig {
    requireNonNull(connectionFile, "connectionFile");
    requireNonNull(workerJar, "workerJar");
    requireNonNull(workerJavaHome, "workerJavaHome");
    workerJvmArguments = List.copyOf(workerJvmArguments);
    classPath = List.copyOf(classPath);
    requireNonNull(historyFile, "historyFile");
    requireNonNull(parentPid, "parentPid");
  }

  /**
   * @throws InvalidArgumentsException naming the argument that is wrong
   */
  static FrontConfig of(List<String> arguments, Map<String, String> environment)
      throws InvalidArgumentsException {
    return new Parser(environment).parse(arguments);
  }

  private static final class Parser {
    private final Map<String, String> environment;
    private final List<String> jvmArguments = new ArrayList<>();
    private final List<Path> classPath = new ArrayList<>();
    private Path javaHome = Path.of(System.getProperty("java.home"));
    private Optional<Path> history = Optional.empty();
    private Optional<Path> connectionFile = Optional.empty();

    Parser(Map<String, String> environment) {
      this.environment = environment;
    }

    FrontConfig parse(List<String> arguments) throws InvalidArgumentsException {
      for (String argument : arguments) {
        take(argument);
      }
      return new FrontConfig(
          connectionFile.orElseThrow(
              () -> new InvalidArgumentsException("The connection file is missing. " + USAGE)),
          workerJar(),
          javaHome,
          jvmArguments,
          classPath,
          history.orElseGet(this::defaultHistory),
          parentPid());
    }

    private void take(String argument) throws InvalidArgumentsException {
      if (!argument.startsWith("--")) {
        if (connectionFile.isPresent()) {
          throw new InvalidArgumentsException(
              "Two connection files: " + connectionFile.get() + " and " + argument + ". " + USAGE);
        }
        connectionFile = Optional.of(path("connection file", argument));
        return;
      }
      int equals = argument.indexOf('=');
      if (equals < 0) {
        throw new InvalidArgumentsException(argument + " is not an option with =. " + USAGE);
      }
      String name = argument.substring(0, equals);
      String value = argument.substring(equals + 1);
      switch (name) {
        case "--worker-java-home" -> javaHome = path(name, value);
        case "--worker-jvm-arg" -> jvmArguments.add(value);
        case "--class-path" -> addToClassPath(value);
        case "--history" -> history = Optional.of(path(name, value));
        default -> throw new InvalidArgumentsException("Unknown option " + name + ". " + USAGE);
      }
    }

    private void addToClassPath(String value) throws InvalidArgumentsException {
      for (String entry : value.split(File.pathSeparator)) {
        if (!entry.isEmpty()) {
          classPath.add(path("--class-path", entry));
        }
      }
    }

    private Path defaultHistory() {
      return JupyterPaths.of(environment)
          .userDataDir()
          .resolve("perijove")
          .resolve("history.jsonl");
    }

    /** On Windows the variable holds a handle, which says nothing here: the parent is asked for. */
    private OptionalLong parentPid() {
      Optional<String> given = Optional.ofNullable(environment.get("JPY_PARENT_PID"));
      Stream<Long> pid =
          Platform.current() == Platform.WINDOWS
              ? given.stream()
                  .flatMap(handle -> ProcessHandle.current().parent().stream())
                  .map(ProcessHandle::pid)
              : given.stream().filter(text -> text.matches("[0-9]{1,18}")).map(Long::valueOf);
      return pid.mapToLong(Long::longValue).filter(number -> number > 1).findFirst();
    }

    /** {@code worker.jar} beside our own jar, unless {@code -Dperijove.worker.jar} says where. */
    private static Path workerJar() throws InvalidArgumentsException {
      Optional<String> given = Optional.ofNullable(System.getProperty("perijove.worker.jar"));
      if (given.isPresent()) {
        return path("perijove.worker.jar", given.get());
      }
      CodeSource source = FrontConfig.class.getProtectionDomain().getCodeSource();
      if (source == null) {
        throw new InvalidArgumentsException(
            "The worker's jar is unknown; name it with -Dperijove.worker.jar=<file>");
      }
      try {
        return Path.of(source.getLocation().toURI()).resolveSibling("worker.jar");
      } catch (URISyntaxException e) {
        throw new InvalidArgumentsException(
            "The worker's jar cannot be found from "
                + source.getLocation()
                + "; name it with -Dperijove.worker.jar=<file>");
      }
    }

    private static Path path(String name, String value) throws InvalidArgumentsException {
      try {
        return Path.of(value);
      } catch (InvalidPathException e) {
        throw new InvalidArgumentsException(
            name + " is not a path: " + value + " (" + e.getReason() + ")");
      }
    }
  }
}
