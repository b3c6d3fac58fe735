package dev.perijove.gateway.kernels;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * What a client may say about a kernel it wants started.
 *
 * @param kernelName the kernelspec; empty: the default one
 * @param kernelId the id it shall have; empty: a new one
 * @param path API path of the document, or of a directory, it shall run beside
 * @param environment variables for its process
 */
public record StartOptions(
    Optional<String> kernelName,
    Optional<String> kernelId,
    String path,
    Map<String, String> environment) {

  public StartOptions {
    requireNonNull(kernelName, "kernelName");
    requireNonNull(kernelId, "kernelId");
    requireNonNull(path, "path");
    environment = Map.copyOf(environment);
  }

  /** A kernel of the default kernelspec in the root directory. */
  public static StartOptions none() {
    return new StartOptions(Optional.empty(), Optional.empty(), "", Map.of());
  }

  /** The same with another kernelspec. */
  public StartOptions withKernelName(String name) {
    return new StartOptions(Optional.of(name), kernelId, path, environment);
  }

  /** The same beside another document or directory. */
  public StartOptions withPath(String apiPath) {
    return new StartOptions(kernelName, kernelId, apiPath, environment);
  }

  /** The same with other variables. */
  public StartOptions withEnvironment(Map<String, String> variables) {
    return new StartOptions(kernelName, kernelId, path, variables);
  }
}
