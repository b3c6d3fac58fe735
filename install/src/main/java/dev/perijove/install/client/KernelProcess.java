package dev.perijove.install.client;

import dev.perijove.protocol.connection.ConnectionFile;
import dev.perijove.protocol.connection.ConnectionInfo;
import dev.perijove.protocol.connection.Transport;
import dev.perijove.protocol.content.KernelInfoReply;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A kernel that we started and that ends with us. Its connection file and what it prints lie in a
 * temporary folder that goes when it is closed.
 */
public final class KernelProcess implements AutoCloseable {
  private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(20);
  private static final int TAIL_BYTES = 4096;

  private final Path folder;
  private final Process process;
  private final KernelClient client;

  private KernelProcess(Path folder, Process process, KernelClient client) {
    this.folder = folder;
    this.process = process;
    this.client = client;
  }

  /**
   * Starts a kernel. It is not ready yet: see {@link #awaitReady}.
   *
   * @param argv of the kernelspec; {@code {connection_file}} in it is replaced
   * @param environment added to that of this process
   * @throws KernelFailedException if its program cannot be started
   */
  public static KernelProcess start(List<String> argv, Map<String, String> environment)
      throws IOException, KernelFailedException {
    Path folder = Files.createTempDirectory("perijove-kernel-");
    Process process = null;
    try {
      Path connectionFile = folder.resolve("connection.json");
      ConnectionInfo info = freePorts();
      ConnectionFile.write(connectionFile, info);
      var builder =
          new ProcessBuilder(
                  argv.stream()
                      .map(part -> part.replace("{connection_file}", connectionFile.toString()))
                      .toList())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("output.txt").toFile());
      builder.environment().putAll(environment);
      // A kernel watches this process and ends when it does; jupyter_client sets the same.
      builder.environment().put("JPY_PARENT_PID", String.valueOf(ProcessHandle.current().pid()));
      process = builder.start();
      process.getOutputStream().close();
      return new KernelProcess(folder, process, KernelClient.connect(info, process.onExit()));
    } catch (IOException e) {
      if (process != null) {
        process.destroyForcibly();
      }
      deleteFolder(folder);
      throw new KernelFailedException("Cannot start it: " + e.getMessage(), e);
    }
  }

  /** The process id of the kernel. */
  public long pid() {
    return process.pid();
  }

  /**
   * Waits until the kernel answers.
   *
   * @throws KernelFailedException with the end of what it printed, if it does not
   */
  public KernelInfoReply.Ok awaitReady(Duration patience)
      throws KernelFailedException, InterruptedException {
    try {
      return client.awaitReady(patience);
    } catch (KernelFailedException e) {
      throw withOutput(e);
    }
  }

  /** Runs a cell that asks no question. */
  public CellOutcome execute(String code, Duration patience)
      throws KernelFailedException, InterruptedException {
    try {
      return client.execute(code, patience);
    } catch (KernelFailedException e) {
      throw withOutput(e);
    }
  }

  /**
   * Asks the kernel to end and waits for it.
   *
   * @return whether it ended by itself in time
   */
  public boolean shutdown() throws InterruptedException {
    client.requestShutdown();
    return process.waitFor(SHUTDOWN_PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Ends the kernel if it still runs, and removes its files. */
  @Override
  public void close() throws IOException {
    client.close();
    process.destroyForcibly();
    process.onExit().join();
    deleteFolder(folder);
  }

  private KernelFailedException withOutput(KernelFailedException failure) {
    return lastOutput()
        .map(
            text ->
                new KernelFailedException(failure.getMessage() + " It printed:\n" + text, failure))
        .orElse(failure);
  }

  private Optional<String> lastOutput() {
    try (var output = new RandomAccessFile(folder.resolve("output.txt").toFile(), "r")) {
      long start = Math.max(0, output.length() - TAIL_BYTES);
      byte[] bytes = new byte[(int) (output.length() - start)];
      output.seek(start);
      output.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8).strip();
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (IOException e) {
      return Optional.of("(unreadable: " + e.getMessage() + ")");
    }
  }

  /** Five ports that were free a moment ago, chosen as jupyter_client does. */
  private static ConnectionInfo freePorts() throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      for (int i = 0; i < 5; i++) {
        sockets.add(new ServerSocket(0, 1, loopback));
      }
      return new ConnectionInfo(
          Transport.TCP,
          loopback.getHostAddress(),
          sockets.get(0).getLocalPort(),
          sockets.get(1).getLocalPort(),
          sockets.get(2).getLocalPort(),
          sockets.get(3).getLocalPort(),
          sockets.get(4).getLocalPort(),
          UUID.randomUUID().toString(),
          "hmac-sha256",
          Optional.empty(),
          Map.of());
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  private static void deleteFolder(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
