package dev.perijove.gateway.provision.local;

import dev.perijove.gateway.auth.Token;
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

/** Starts a kernelspec's command on this machine, listening on loopback TCP. */
public final class LocalProvisioner implements KernelProvisioner {

  private static final String SIGNATURE_SCHEME = "hmac-sha256";
  private static final int CHANNELS = 5;
  private static final String TCP = "tcp";

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
    refuseOtherTransports(spec);
    Path file = request.runtimeDirectory().resolve("kernel-" + request.kernelId() + ".json");
    ConnectionInfo connection;
    try {
      connection = request.connection().isPresent() ? request.connection().get() : choose(request);
    } catch (IOException e) {
      throw new ProvisioningException(
          "Kernel '%s' could not be started: %s".formatted(spec.name(), e.getMessage()), e);
    }
    ports.keep(portsOf(connection));
    try {
      Files.createDirectories(request.runtimeDirectory());
      ConnectionFile.write(file, connection);
    } catch (IOException e) {
      throw leavingNothing(
          connection,
          file,
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
      throw leavingNothing(
          connection,
          file,
          "Kernel '%s' could not be started: %s. Its command is argv in %s; correct it or install the kernel again."
              .formatted(spec.name(), e.getMessage(), spec.resourceDir().resolve("kernel.json")),
          e);
    }
  }

  private ProvisioningException leavingNothing(
      ConnectionInfo connection, Path file, String message, IOException cause) {
    ProvisioningException failure = new ProvisioningException(message, cause);
    ports.release(portsOf(connection));
    try {
      Files.deleteIfExists(file);
    } catch (IOException leftover) {
      failure.addSuppressed(leftover);
    }
    return failure;
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
    Token.removeFrom(env);
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

  /** Said before a process is started that nobody could reach. */
  private static void refuseOtherTransports(KernelSpec spec) throws ProvisioningException {
    JsonNode provisioner = spec.metadata().get("kernel_provisioner");
    String transport =
        provisioner == null ? TCP : provisioner.path("config").path("transport").asString(TCP);
    if (!transport.equals(TCP)) {
      throw new ProvisioningException(
          "Kernel '%s' could not be started: its kernelspec asks for the transport '%s', and this gateway speaks ZeroMQ over TCP only. Remove metadata.kernel_provisioner.config.transport from %s."
              .formatted(spec.name(), transport, spec.resourceDir().resolve("kernel.json")));
    }
  }

  private static List<Integer> portsOf(ConnectionInfo connection) {
    return List.of(
        connection.shellPort(),
        connection.iopubPort(),
        connection.stdinPort(),
        connection.controlPort(),
        connection.hbPort());
  }
}
