package dev.perijove.kernel.supervise;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How to start the process that holds the user's program.
 *
 * @param javaHome the JDK that runs it; the one that runs us, or a newer one
 * @param workerJar the worker's jar, or a directory of its classes
 * @param jvmArguments flags of the user's, after ours so that theirs win ({@code -Xmx8g})
 * @param classPath what user code finds from the first cell on
 * @param workingDirectory where relative paths of user code begin
 * @param environment variables set besides those we have
 * @param startTimeout how long the process may take to answer
 * @param interruptGrace how long each rung of the interrupt ladder waits for the code to end before
 *     the next one is tried
 * @param killAfter how long after an interrupt a program that still runs is ended
 */
public record WorkerConfig(
    Path javaHome,
    Path workerJar,
    List<String> jvmArguments,
    List<Path> classPath,
    Path workingDirectory,
    Map<String, String> environment,
    Duration startTimeout,
    Duration interruptGrace,
    Duration killAfter) {

  public WorkerConfig {
    requireNonNull(javaHome, "javaHome");
    requireNonNull(workerJar, "workerJar");
    jvmArguments = List.copyOf(jvmArguments);
    classPath = List.copyOf(classPath);
    requireNonNull(workingDirectory, "workingDirectory");
    environment = Map.copyOf(environment);
    requireNonNull(startTimeout, "startTimeout");
    requireNonNull(interruptGrace, "interruptGrace");
    requireNonNull(killAfter, "killAfter");
  }

  /** The JDK that runs us, the directory we run in, nothing on the class path. */
  public static WorkerConfig of(Path workerJar) {
    return new WorkerConfig(
        Path.of(System.getProperty("java.home")),
        workerJar,
        List.of(),
        List.of(),
        Path.of("").toAbsolutePath(),
        Map.of(),
        Duration.ofSeconds(30),
        Duration.ofMillis(200),
        Duration.ofSeconds(4));
  }

  public WorkerConfig withJavaHome(Path home) {
    return new WorkerConfig(
        home,
        workerJar,
        jvmArguments,
        classPath,
        workingDirectory,
        environment,
        startTimeout,
        interruptGrace,
        killAfter);
  }

  public WorkerConfig withJvmArguments(List<String> arguments) {
    return new WorkerConfig(
        javaHome,
        workerJar,
        arguments,
        classPath,
        workingDirectory,
        environment,
        startTimeout,
        interruptGrace,
        killAfter);
  }

  public WorkerConfig withClassPath(List<Path> paths) {
    return new WorkerConfig(
        javaHome,
        workerJar,
        jvmArguments,
        paths,
        workingDirectory,
        environment,
        startTimeout,
        interruptGrace,
        killAfter);
  }

  public WorkerConfig withInterruptGrace(Duration grace, Duration kill) {
    return new WorkerConfig(
        javaHome,
        workerJar,
        jvmArguments,
        classPath,
        workingDirectory,
        environment,
        startTimeout,
        grace,
        kill);
  }
}
