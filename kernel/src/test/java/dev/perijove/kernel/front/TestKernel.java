package dev.perijove.kernel.front;

import dev.perijove.kernel.TestClient;
import dev.perijove.protocol.connection.ConnectionFile;
import dev.perijove.protocol.connection.ConnectionInfo;
import dev.perijove.protocol.connection.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The packaged kernel, running in a process of its own. */
final class TestKernel implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final ConnectionInfo connection;

  private TestKernel(Process process, ConnectionInfo connection) {
    this.process = process;
    this.connection = connection;
  }

  /** Starts a kernel that keeps its files in {@code directory}. */
  static TestKernel start(Path directory, String... options) throws IOException {
    return start(directory, Map.of(), options);
  }

  static TestKernel start(Path directory, Map<String, String> environment, String... options)
      throws IOException {
    ConnectionInfo connection = freeConnection();
    Path file = directory.resolve("kernel-" + UUID.randomUUID() + ".json");
    ConnectionFile.write(file, connection);
    List<String> command = command(directory);
    command.addAll(List.of(options));
    command.add(file.toString());
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().remove("JPY_PARENT_PID");
    builder.environment().putAll(environment);
    return new TestKernel(builder.start(), connection);
  }

  /** The command line as the kernelspec has it, without options and connection file. */
  static List<String> command(Path directory) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dperijove.worker.jar=" + built("-worker.jar"));
    command.add("-jar");
    command.add(built("-front.jar").toString());
    command.add("--history=" + directory.resolve("history.jsonl"));
    return command;
  }

  /** A jar of this module's build. */
  private static Path built(String suffix) throws IOException {
    Path target = Path.of("target").toAbsolutePath();
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "*" + suffix)) {
      for (Path jar : jars) {
        return jar;
      }
    }
    throw new IOException("No *" + suffix + " in " + target + ": run after the package phase");
  }

  TestClient connect() throws IOException, InterruptedException {
    return TestClient.connect(connection);
  }

  Process process() {
    return process;
  }

  /** The process that holds the user's program. */
  ProcessHandle worker() {
    Optional<ProcessHandle> child = process.children().findFirst();
    return child.orElseThrow(() -> new AssertionError("The kernel has no worker"));
  }

  /** Waits for the end of the kernel; returns its exit code. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("The kernel did not end in " + PATIENCE_SECONDS + " seconds");
    }
    return process.exitValue();
  }

  private static ConnectionInfo freeConnection() throws IOException {
    List<ServerSocket> taken = new ArrayList<>();
    try {
      for (int i = 0; i < 5; i++) {
        taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return new ConnectionInfo(
          Transport.TCP,
          "127.0.0.1",
          taken.get(0).getLocalPort(),
          taken.get(1).getLocalPort(),
          taken.get(2).getLocalPort(),
          taken.get(3).getLocalPort(),
          taken.get(4).getLocalPort(),
          UUID.randomUUID().toString(),
          "hmac-sha256",
          Optional.of("java"),
          Map.of());
    } finally {
      for (ServerSocket socket : taken) {
        socket.close();
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("The kernel did not end on SIGTERM");
    }
  }
}
