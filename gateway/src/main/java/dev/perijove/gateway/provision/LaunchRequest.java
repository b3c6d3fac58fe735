package dev.perijove.gateway.provision;

import static java.util.Objects.requireNonNull;

import dev.perijove.protocol.connection.ConnectionInfo;
import dev.perijove.protocol.kernelspec.KernelSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a provisioner needs to know to start one kernel process.
 *
 * @param kernelId names the kernel over all its restarts
 * @param kernelSpec what to run
 * @param workingDirectory an existing directory, the kernel's first current directory
 * @param environment variables to add to those of the place; they win over the kernelspec's
 * @param runtimeDirectory where connection files are kept; made when missing
 * @param connection where the kernel shall listen; empty lets the provisioner choose
 */
public record LaunchRequest(
    String kernelId,
    KernelSpec kernelSpec,
    Path workingDirectory,
    Map<String, String> environment,
    Path runtimeDirectory,
    Optional<ConnectionInfo> connection) {

  public LaunchRequest {
    requireNonNull(kernelId, "kernelId");
    requireNonNull(kernelSpec, "kernelSpec");
    requireNonNull(workingDirectory, "workingDirectory");
    requireNonNull(runtimeDirectory, "runtimeDirectory");
    requireNonNull(connection, "connection");
    environment = Map.copyOf(environment);
  }

  /** The same launch, listening where an earlier process of this kernel listened. */
  public LaunchRequest listeningAt(ConnectionInfo earlier) {
    return new LaunchRequest(
        kernelId,
        kernelSpec,
        workingDirectory,
        environment,
        runtimeDirectory,
        Optional.of(earlier));
  }
}
