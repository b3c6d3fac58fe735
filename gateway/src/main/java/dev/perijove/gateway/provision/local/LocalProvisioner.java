package dev.perijove.gateway.provision.local;

import dev.perijove.gateway.provision.KernelProvisioner;
import dev.perijove.gateway.provision.LaunchRequest;
import dev.perijove.gateway.provision.ProvisionedKernel;
import dev.perijove.gateway.provision.Provisioners;
import dev.perijove.gateway.provision.ProvisioningException;
import dev.perijove.protocol.connection.ConnectionFile;
import dev.perijove.protocol.connection.ConnectionInfo;
import dev.perijove.protocol.connection.Transport;
import dev.perijove.protocol.kernelspec.KernelSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;

/**
 * Starts a kernelspec's command on this machine. Listens on loopback TCP, or on Unix sockets where
 * the kernelspec says {@code metadata.kernel_provisioner.config.transport: "ipc"}.
 */
public final class LocalProvisioner implements KernelProvisioner {

  private static final String SIGNATURE_SCHEME = "hmac-sha256";
  private static final int CHANNELS = 5;

  /** How people tell a gateway its token; a kernel has no need to know it. */
  private static final List<String> SECRETS = List.of("JUPYTER_TOKEN", "KG_AUTH_TOKEN");

  private final SecureRandom random = new SecureRandom();
  private final PortReservations ports = new PortReservations(random);
  private final Map<String, String> environment;

  public LocalProvisioner() {
    this(System.getenv());
  }

  LocalProvisioner(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public String name() {
    return Provisioners.DEFAULT_NAME;
  }

  /** Completed when it returns: starting a process takes milliseconds. */
  @Override
  public CompletionStage<ProvisionedKernel> launch(LaunchRequest request) {
    try {
      return CompletableFuture.completedFuture(launchNow(request));
    } catch (ProvisioningException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private LocalKernel launchNow(LaunchRequest request) throws ProvisioningException {
    KernelSpec spec = request.kernelSpec();
    Path file = request.runtimeDirectory().resolve("kernel-" + request.kernelId() + ".json");
    ConnectionInfo connection;
    try {
      Files.createDirectories(request.runtimeDirectory());
      connection = request.connection().isPresent() ? request.connection().get() : choose(request);
      ports.keep(portsOf(connection));
      ConnectionFile.write(file, connection);
    } catch (IOException e) {
      throw new ProvisioningException(
          "Kernel '%s' could not be started: its connection file %s could not be prepared: %s"
              .formatted(spec.name(), file, e),
          e);
    }
    try {
      return LocalKernel.of(
          request.kernelId(),
          connection,
          file,
          ProcessGroup.start(command(request, file)),
          () -> ports.release(portsOf(connection)));
    } catch (IOException e) {
      ports.release(portsOf(connection));
      ProvisioningException failure =
          new ProvisioningException(
              "Kernel '%s' could not be started: %s. Its command is argv in %s; correct it or install the kernel again."
                  .formatted(
                      spec.name(), e.getMessage(), spec.resourceDir().resolve("kernel.json")),
              e);
      try {
        Files.deleteIfExists(file);
      } catch (IOException leftover) {
        failure.addSuppressed(leftover);
      }
      throw failure;
    }
  }

  private ProcessBuilder command(LaunchRequest request, Path connectionFile) {
    KernelSpec spec = request.kernelSpec();
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(LaunchCommand.argv(spec, connectionFile)))
            .directory(request.workingDirectory().toFile())
            .redirectErrorStream(true);
    Map<String, String> env = builder.environment();
    env.clear();
    env.putAll(environment);
    SECRETS.forEach(env::remove);
    env.putAll(LaunchCommand.environment(spec, env));
    env.putAll(request.environment());
    env.put("JPY_PARENT_PID", Long.toString(ProcessHandle.current().pid()));
    return builder;
  }

  private ConnectionInfo choose(LaunchRequest request) throws IOException {
    byte[] key = new byte[32];
    random.nextBytes(key);
    String keyText = HexFormat.of().formatHex(key);
    Optional<String> kernelName = Optional.of(request.kernelSpec().name());
    if (wantsIpc(request.kernelSpec())) {
      // jupyter_client's convention: "ip" is a path, a port is a suffix to it.
      String path =
          request.runtimeDirectory().resolve("kernel-" + request.kernelId() + "-ipc").toString();
      return new ConnectionInfo(
          Transport.IPC, path, 1, 2, 3, 4, 5, keyText, SIGNATURE_SCHEME, kernelName, Map.of());
    }
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    List<Integer> free = ports.reserve(loopback, CHANNELS);
    return new ConnectionInfo(
        Transport.TCP,
        loopback.getHostAddress(),
        free.get(0),
        free.get(1),
        free.get(2),
        free.get(3),
        free.get(4),
        keyText,
        SIGNATURE_SCHEME,
        kernelName,
        Map.of());
  }

  private static boolean wantsIpc(KernelSpec spec) {
    JsonNode provisioner = spec.metadata().get("kernel_provisioner");
    return provisioner != null
        && provisioner.path("config").path("transport").asString("").equals("ipc");
  }

  private static List<Integer> portsOf(ConnectionInfo connection) {
    return connection.transport() == Transport.IPC
        ? List.of()
        : List.of(
            connection.shellPort(),
            connection.iopubPort(),
            connection.stdinPort(),
            connection.controlPort(),
            connection.hbPort());
  }
}
