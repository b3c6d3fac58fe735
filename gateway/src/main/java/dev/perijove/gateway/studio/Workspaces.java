package dev.perijove.gateway.studio;

import dev.perijove.gateway.http.Json;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The layouts that people left the page in, a file each, where JupyterLab keeps them. Thread-safe:
 * a file is replaced as a whole.
 */
final class Workspaces {
  private static final Logger log = LoggerFactory.getLogger(Workspaces.class);

  private final Path folder;

  Workspaces(Path folder) {
    this.folder = folder;
  }

  /** By id. A file that cannot be read is logged and left out. */
  Map<String, ObjectNode> all() throws IOException {
    Map<String, ObjectNode> all = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return all;
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, "*" + WorkspaceName.EXTENSION)) {
      for (Path file : files) {
        read(file).ifPresent(workspace -> all.put(id(workspace), workspace));
      }
    }
    return all;
  }

  Optional<ObjectNode> get(String id) throws IOException {
    return read(folder.resolve(WorkspaceName.file(id)));
  }

  void put(String id, JsonNode workspace) throws IOException {
    WholeFile.write(
        folder.resolve(WorkspaceName.file(id)), Json.mapper().writeValueAsBytes(workspace));
  }

  /** False if there was none. */
  boolean delete(String id) throws IOException {
    return Files.deleteIfExists(folder.resolve(WorkspaceName.file(id)));
  }

  static String id(JsonNode workspace) {
    return workspace.path("metadata").path("id").asString("");
  }

  private static Optional<ObjectNode> read(Path file) throws IOException {
    try {
      if (Json.mapper().readTree(Files.readAllBytes(file)) instanceof ObjectNode workspace
          && !id(workspace).isEmpty()) {
        ObjectNode metadata = workspace.withObjectProperty("metadata");
        metadata.put("last_modified", Json.time(Files.getLastModifiedTime(file).toInstant()));
        return Optional.of(workspace);
      }
      log.warn("The workspace {} is left out: it has no metadata.id", file);
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (JacksonException e) {
      log.warn("The workspace {} is left out: {}", file, e.getOriginalMessage());
    }
    return Optional.empty();
  }
}
