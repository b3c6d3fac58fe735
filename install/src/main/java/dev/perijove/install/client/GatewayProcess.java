package dev.perijove.install.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that we started and that ends with us. */
public final class GatewayProcess implements AutoCloseable {
  private static final Pattern URL = Pattern.compile("https?://\\S+");
  private static final Duration END_PATIENCE = Duration.ofSeconds(20);

  /** What it prints is kept up to here, to be shown when it does not start. */
  private static final int LONGEST_OUTPUT = 8192;

  private final Process process;
  private final Thread reader;
  private final CompletableFuture<GatewayAddress> address = new CompletableFuture<>();
  private final StringBuilder output = new StringBuilder();

  private GatewayProcess(Process process) {
    this.process = process;
    this.reader = new Thread(this::read, "gateway-output");
    this.reader.setDaemon(true);
  }

  /**
   * Starts a server that prints its URL, with the token, on a line of its own.
   *
   * @param folder it is started in
   * @throws GatewayFailedException if its program cannot be started
   */
  public static GatewayProcess start(Path folder, List<String> command)
      throws GatewayFailedException {
    return start(new ProcessBuilder(command).directory(folder.toFile()));
  }

  /** The same for a process that is described in full; its output is read here. */
  public static GatewayProcess start(ProcessBuilder builder) throws GatewayFailedException {
    try {
      Process process = builder.redirectErrorStream(true).start();
      process.getOutputStream().close();
      var gateway = new GatewayProcess(process);
      gateway.reader.start();
      return gateway;
    } catch (IOException e) {
      throw new GatewayFailedException("The server cannot be started: " + e.getMessage(), e);
    }
  }

  /**
   * Waits until the server has printed where it listens.
   *
   * @throws GatewayFailedException with what it printed, if it ends or takes too long
   */
  public GatewayAddress awaitAddress(Duration patience)
      throws GatewayFailedException, InterruptedException {
    try {
      return address.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new GatewayFailedException(
          "The server did not print its URL within %d s. It printed:%n%s"
              .formatted(patience.toSeconds(), printed()),
          e);
    } catch (ExecutionException e) {
      throw new GatewayFailedException(
          "The server ended at its start. It printed:%n%s".formatted(printed()), e);
    }
  }

  /** The process id of the server. */
  public long pid() {
    return process.pid();
  }

  /** What the server has printed, up to the first few thousand characters. */
  public String printed() {
    synchronized (output) {
      return output.toString().strip();
    }
  }

  /** Asks the server to end, as a service manager would, and waits; at last ends it by force. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      reader.join(END_PATIENCE.toMillis());
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Reads to the end, so that the server never waits for a reader. */
  private void read() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        keep(line);
        Matcher url = URL.matcher(line);
        if (url.find()) {
          address.complete(GatewayAddress.of(url.group()));
        }
      }
    } catch (IOException e) {
      keep("(its output broke off: " + e.getMessage() + ")");
    } finally {
      address.completeExceptionally(new IllegalStateException("ended"));
    }
  }

  private void keep(String line) {
    synchronized (output) {
      if (output.length() + line.length() < LONGEST_OUTPUT) {
        output.append(line).append('\n');
      }
    }
  }
}
