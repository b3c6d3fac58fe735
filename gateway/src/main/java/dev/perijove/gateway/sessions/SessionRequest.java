package dev.perijove.gateway.sessions;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a client wants a session to be. When it is changed, what is empty stays as it is.
 *
 * @param kernelId a running kernel; wins over the name
 * @param kernelName a kernelspec to start a kernel from
 */
public record SessionRequest(
    Optional<String> path,
    Optional<String> name,
    Optional<String> type,
    Optional<String> kernelId,
    Optional<String> kernelName) {

  public SessionRequest {
    requireNonNull(path, "path");
    requireNonNull(name, "name");
    requireNonNull(type, "type");
    requireNonNull(kernelId, "kernelId");
    requireNonNull(kernelName, "kernelName");
  }
}
