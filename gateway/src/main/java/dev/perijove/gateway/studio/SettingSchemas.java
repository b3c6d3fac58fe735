package dev.perijove.gateway.studio;

import dev.perijove.gateway.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas of all plugins: those of the page, and over them those of prebuilt extensions. The
 * page's own are read once.
 */
final class SettingSchemas {
  private static final Logger log = LoggerFactory.getLogger(SettingSchemas.class);

  private final Map<String, SettingSchema> ofPage;
  private final FederatedExtensions extensions;
  private final SettingOverrides overrides;

  private SettingSchemas(
      Map<String, SettingSchema> ofPage,
      FederatedExtensions extensions,
      SettingOverrides overrides) {
    this.ofPage = ofPage;
    this.extensions = extensions;
    this.overrides = overrides;
  }

  static SettingSchemas load(
      Path schemas, FederatedExtensions extensions, SettingOverrides overrides) throws IOException {
    return new SettingSchemas(read(schemas, overrides), extensions, overrides);
  }

  /** All, by id, sorted. */
  Map<String, SettingSchema> all() throws IOException {
    Map<String, SettingSchema> all = new TreeMap<>(ofPage);
    for (FederatedExtension extension : extensions.find().values()) {
      all.putAll(read(extension.schemas(), overrides));
    }
    return all;
  }

  /** {@code folder/package/plugin.json}, where a package is one segment or {@code @scope/name}. */
  private static Map<String, SettingSchema> read(Path folder, SettingOverrides overrides)
      throws IOException {
    Map<String, SettingSchema> found = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (Stream<Path> files = Files.find(folder, 3, (file, attributes) -> isSchema(file))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String packageName = slashed(folder.relativize(Objects.requireNonNull(file.getParent())));
        String name = file.getFileName().toString();
        String id = packageName + ":" + name.substring(0, name.length() - ".json".length());
        try {
          if (Json.mapper().readTree(Files.readAllBytes(file)) instanceof ObjectNode schema) {
            overrides.applyTo(id, schema);
            found.put(id, new SettingSchema(id, schema, version(file)));
          } else {
            log.warn("The settings schema {} is left out: it is not a JSON object", file);
          }
        } catch (JacksonException e) {
          log.warn("The settings schema {} is left out: {}", file, e.getOriginalMessage());
        }
      }
    }
    return found;
  }

  private static boolean isSchema(Path file) {
    return file.getFileName().toString().endsWith(".json") && Files.isRegularFile(file);
  }

  /** With the slash of the id, whatever the file system's separator is. */
  private static String slashed(Path relative) {
    return StreamSupport.stream(relative.spliterator(), false)
        .map(Path::toString)
        .collect(Collectors.joining("/"));
  }

  /** The package's metadata lies beside its schemas under a name of its own. */
  private static String version(Path schema) throws IOException {
    Path metadata = schema.resolveSibling("package.json.orig");
    if (!Files.isRegularFile(metadata)) {
      return "";
    }
    JsonNode tree = Json.mapper().readTree(Files.readAllBytes(metadata));
    return tree.path("version").asString("");
  }
}
