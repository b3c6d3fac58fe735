package dev.perijove.gateway.provision.local;

import dev.perijove.gateway.provision.KernelExit;
import dev.perijove.gateway.provision.ProvisionedKernel;
import dev.perijove.protocol.connection.ConnectionInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A kernel process on this machine, its connection file and its log. */
final class LocalKernel implements ProvisionedKernel {

  private static final Logger LOG = LoggerFactory.getLogger(LocalKernel.class);

  /** What a process wrote is read at once; its children may hold its output open for longer. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final ConnectionInfo connection;
  private final Path connectionFile;
  private final ProcessGroup processes;
  private final Runnable releasePorts;
  private final KernelLog log = new KernelLog();
  private final CompletionStage<KernelExit> exited;
  private final AtomicBoolean restKilled = new AtomicBoolean();

  private LocalKernel(
      ConnectionInfo connection,
      Path connectionFile,
      ProcessGroup processes,
      Runnable releasePorts) {
    this.connection = connection;
    this.connectionFile = connectionFile;
    this.processes = processes;
    this.releasePorts = releasePorts;
    this.exited =
        processes
            .leader()
            .onExit()
            .thenCompose(
                ended ->
                    log.ended()
                        .completeOnTimeout(null, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
                        .thenApply(read -> new KernelExit(ended.exitValue(), log.text())));
  }

  static LocalKernel of(
      String kernelId,
      ConnectionInfo connection,
      Path connectionFile,
      ProcessGroup processes,
      Runnable releasePorts)
      throws IOException {
    LocalKernel kernel = new LocalKernel(connection, connectionFile, processes, releasePorts);
    // A kernel that reads its stdin shall see its end, not wait for a terminal nobody has.
    processes.leader().getOutputStream().close();
    kernel.log.follow(processes.leader().getInputStream(), "kernel-log-" + kernelId);
    return kernel;
  }

  @Override
  public ConnectionInfo connection() {
    return connection;
  }

  @Override
  public String description() {
    return "process " + processes.leader().pid();
  }

  @Override
  public CompletionStage<KernelExit> exited() {
    return exited;
  }

  @Override
  public String log() {
    return log.text();
  }

  @Override
  public void interrupt() throws IOException {
    processes.interrupt();
  }

  @Override
  public void shutdownRequested() {
    processes.remember();
  }

  @Override
  public void terminate() {
    processes.terminate();
  }

  @Override
  public void kill() {
    processes.kill();
  }

  @Override
  public void cleanup(boolean restart) {
    // Once: by the second time the number of the process group may be somebody else's.
    if (restKilled.compareAndSet(false, true)) {
      processes.killRest();
    }
    if (restart) {
      return;
    }
    releasePorts.run();
    try {
      Files.deleteIfExists(connectionFile);
    } catch (IOException e) {
      LOG.warn("The connection file of kernel {} could not be removed", description(), e);
    }
  }
}
