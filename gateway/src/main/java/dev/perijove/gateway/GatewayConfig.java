package dev.perijove.gateway;

import dev.perijove.gateway.auth.Token;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Everything the gateway is told when it starts. Nothing below reads the environment by itself.
 *
 * @param host a name or address to listen on; empty for all
 * @param port 0 for any that is free
 * @param portRetries how many of the ports that follow are tried if this one is taken
 * @param rootDirectory what clients see of the disk
 * @param baseUrl the path below which everything is served
 * @param token opens the gateway; an empty one leaves it open
 * @param labDirectory an installed JupyterLab to serve in place of the built-in page
 * @param allowedOrigins other sites whose pages may use the gateway, {@code *} for all
 * @param allowedHosts names it answers to besides this machine's own
 * @param environment what kernels inherit, and where the Jupyter directories are read from
 */
public record GatewayConfig(
    String host,
    int port,
    int portRetries,
    Path rootDirectory,
    String baseUrl,
    Token token,
    Optional<Path> labDirectory,
    Set<String> allowedOrigins,
    Set<String> allowedHosts,
    Map<String, String> environment) {
  /** Checks that every part is present and the root is absolute. */
  public GatewayConfig {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(baseUrl, "baseUrl");
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(labDirectory, "labDirectory");
    rootDirectory = rootDirectory.toAbsolutePath().normalize();
    allowedOrigins = Set.copyOf(allowedOrigins);
    allowedHosts = Set.copyOf(allowedHosts);
    environment = Map.copyOf(environment);
  }

  /** For this machine alone, on any free port, with a new token and this process's environment. */
  public static GatewayConfig of(Path rootDirectory) {
    return new GatewayConfig(
        "localhost",
        0,
        0,
        rootDirectory,
        "/",
        Token.random(),
        Optional.empty(),
        Set.of(),
        Set.of(),
        System.getenv());
  }

  /** The same at another address; the ports that follow are tried if this one is taken. */
  public GatewayConfig withAddress(String newHost, int newPort, int retries) {
    return new GatewayConfig(
        newHost,
        newPort,
        retries,
        rootDirectory,
        baseUrl,
        token,
        labDirectory,
        allowedOrigins,
        allowedHosts,
        environment);
  }

  /** The same below another path. */
  public GatewayConfig withBaseUrl(String path) {
    return new GatewayConfig(
        host,
        port,
        portRetries,
        rootDirectory,
        path,
        token,
        labDirectory,
        allowedOrigins,
        allowedHosts,
        environment);
  }

  /** The same with another token. */
  public GatewayConfig withToken(Token newToken) {
    return new GatewayConfig(
        host,
        port,
        portRetries,
        rootDirectory,
        baseUrl,
        newToken,
        labDirectory,
        allowedOrigins,
        allowedHosts,
        environment);
  }

  /** The same with an installed JupyterLab. */
  public GatewayConfig withLabDirectory(Path directory) {
    return new GatewayConfig(
        host,
        port,
        portRetries,
        rootDirectory,
        baseUrl,
        token,
        Optional.of(directory),
        allowedOrigins,
        allowedHosts,
        environment);
  }

  /** The same for pages of other sites and for other names. */
  public GatewayConfig withAllowed(Set<String> origins, Set<String> hosts) {
    return new GatewayConfig(
        host,
        port,
        portRetries,
        rootDirectory,
        baseUrl,
        token,
        labDirectory,
        origins,
        hosts,
        environment);
  }

  /** The same with another environment. */
  public GatewayConfig withEnvironment(Map<String, String> variables) {
    return new GatewayConfig(
        host,
        port,
        portRetries,
        rootDirectory,
        baseUrl,
        token,
        labDirectory,
        allowedOrigins,
        allowedHosts,
        variables);
  }

  /** Where it listens and what it serves; the environment may hold secrets. */
  @Override
  public String toString() {
    return "GatewayConfig[" + host + ":" + port + baseUrl + " " + rootDirectory + "]";
  }
}
