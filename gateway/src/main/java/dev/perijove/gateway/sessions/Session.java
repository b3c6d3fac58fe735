package dev.perijove.gateway.sessions;

import static java.util.Objects.requireNonNull;

/**
 * A document and its kernel.
 *
 * @param path API path of the document; clients may append something to make it unique
 * @param name how the document is called
 * @param type {@code notebook}, {@code console}, {@code file} or a client's own word
 */
public record Session(String id, String path, String name, String type, String kernelId) {

  public Session {
    requireNonNull(id, "id");
    requireNonNull(path, "path");
    requireNonNull(name, "name");
    requireNonNull(type, "type");
    requireNonNull(kernelId, "kernelId");
  }
}
