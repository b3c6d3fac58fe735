package dev.perijove.install.doctor;

import static java.util.Objects.requireNonNull;

import dev.perijove.install.client.GatewayAddress;
import dev.perijove.install.client.GatewayClient;
import dev.perijove.install.client.GatewayFailedException;
import dev.perijove.install.client.GatewayProcess;
import dev.perijove.protocol.kernelspec.KernelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Does a server start the kernel, and is the kernel reached through its WebSocket? */
public final class WebSocketCheck implements Check {
  private final Server server;
  private final Supplier<Optional<KernelSpec>> kernelSpec;
  private final Duration patience;

  private WebSocketCheck(
      Server server, Supplier<Optional<KernelSpec>> kernelSpec, Duration patience) {
    this.server = server;
    this.kernelSpec = requireNonNull(kernelSpec, "kernelSpec");
    this.patience = requireNonNull(patience, "patience");
  }

  private sealed interface Server {}

  private record Running(GatewayAddress address) implements Server {}

  private record Ours(Path java, Path jar) implements Server {}

  /** Looks at a server that runs. */
  public static WebSocketCheck of(
      GatewayAddress address, Supplier<Optional<KernelSpec>> kernelSpec, Duration patience) {
    return new WebSocketCheck(new Running(address), kernelSpec, patience);
  }

  /** Starts a server of ours on a free port and looks at that. */
  public static WebSocketCheck starting(
      Path java, Path gatewayJar, Supplier<Optional<KernelSpec>> kernelSpec, Duration patience) {
    return new WebSocketCheck(new Ours(java, gatewayJar), kernelSpec, patience);
  }

  @Override
  public String subject() {
    return "gateway";
  }

  @Override
  public Finding look() throws InterruptedException {
    Optional<KernelSpec> found = kernelSpec.get();
    if (found.isEmpty()) {
      return new Finding.NotLooked("needs a kernelspec in order");
    }
    if (server instanceof Running running) {
      return ask(
          running.address(),
          found.get().name(),
          "Is the server running, is the token right (take the whole URL it printed), and does a"
              + " proxy on the way pass WebSockets on?");
    }
    return startAndAsk((Ours) server, found.get().name());
  }

  private Finding startAndAsk(Ours ours, String name) throws InterruptedException {
    String cure =
        "Start it by hand with 'perijove gateway' to see more. If it runs, look for a firewall or"
            + " security program that forbids connections on this machine.";
    Path folder;
    try {
      folder = Files.createTempDirectory("perijove-doctor-");
    } catch (IOException e) {
      return Finding.Bad.of(e, "Make room in, or permit writing to, the temporary folder.");
    }
    List<String> command =
        List.of(
            ours.java().toString(),
            "-jar",
            ours.jar().toString(),
            "--port",
            "0",
            "--root-dir",
            folder.toString());
    try (var gateway = GatewayProcess.start(folder, command)) {
      return ask(gateway.awaitAddress(patience), name, cure);
    } catch (GatewayFailedException e) {
      return Finding.Bad.of(e, cure);
    } finally {
      // Empty but for what a kernel may have left: not worth a finding.
      folder.toFile().delete();
    }
  }

  private Finding ask(GatewayAddress address, String name, String cure)
      throws InterruptedException {
    long begin = System.nanoTime();
    try {
      GatewayClient.of(address, patience).askKernelOverWebSocket(name);
      return new Finding.Good(
          "%s started %s and passed its answer through a WebSocket within %d ms"
              .formatted(address, name, Duration.ofNanos(System.nanoTime() - begin).toMillis()));
    } catch (GatewayFailedException e) {
      return Finding.Bad.of(e, cure);
    }
  }
}
