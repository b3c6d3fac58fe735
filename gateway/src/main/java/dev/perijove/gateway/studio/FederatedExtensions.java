package dev.perijove.gateway.studio;

import dev.perijove.gateway.http.Json;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Finds prebuilt extensions: {@code name/package.json} and {@code @scope/name/package.json} below
 * each folder of the labextensions path; the first folder that has a name wins. Looks each time it
 * is asked, so what a person installs is there after a reload of the page.
 */
final class FederatedExtensions {
  private static final Logger log = LoggerFactory.getLogger(FederatedExtensions.class);

  private final List<Path> labextensionsPath;

  FederatedExtensions(List<Path> labextensionsPath) {
    this.labextensionsPath = List.copyOf(labextensionsPath);
  }

  /** By name. An extension that cannot be read is logged and left out. */
  Map<String, FederatedExtension> find() throws IOException {
    Map<String, FederatedExtension> found = new LinkedHashMap<>();
    for (Path folder : labextensionsPath) {
      for (Path candidate : candidates(folder)) {
        try {
          JsonNode metadata =
              Json.mapper().readTree(Files.readAllBytes(candidate.resolve("package.json")));
          JsonNode build = metadata.path("jupyterlab").path("_build");
          String name = metadata.path("name").asString("");
          if (build.path("load").isString() && !name.isEmpty()) {
            found.putIfAbsent(
                name, new FederatedExtension(name, candidate, build, disables(metadata)));
          }
        } catch (JacksonException e) {
          log.warn("The extension in {} is left out: {}", candidate, e.getOriginalMessage());
        } catch (IOException e) {
          log.warn("The extension in {} is left out", candidate, e);
        }
      }
    }
    return found;
  }

  private static List<Path> candidates(Path folder) throws IOException {
    List<Path> candidates = new ArrayList<>();
    for (Path child : children(folder)) {
      if (child.getFileName().toString().startsWith("@")) {
        candidates.addAll(children(child));
      } else {
        candidates.add(child);
      }
    }
    candidates.removeIf(candidate -> !Files.isRegularFile(candidate.resolve("package.json")));
    return candidates;
  }

  private static List<Path> children(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
      entries.forEach(children::add);
    }
    children.sort(null);
    return children;
  }

  private static List<String> disables(JsonNode metadata) {
    return PageConfig.enabledNames(metadata.path("jupyterlab").path("disabledExtensions"));
  }
}
