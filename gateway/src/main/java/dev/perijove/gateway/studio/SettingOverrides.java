package dev.perijove.gateway.studio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Defaults other than the plugins' own: {@code {"package:plugin": {"key": default}}}. Ours come
 * first; an administrator's {@code default_setting_overrides.json} or {@code overrides.json} goes
 * over them.
 */
final class SettingOverrides {
  private final List<JsonNode> layers;

  private SettingOverrides(List<JsonNode> layers) {
    this.layers = layers;
  }

  /**
   * @param files read if they exist, best first
   */
  static SettingOverrides load(List<Path> files) throws IOException {
    List<JsonNode> layers = new ArrayList<>();
    try (InputStream ours = SettingOverrides.class.getResourceAsStream("overrides.json")) {
      if (ours == null) {
        throw new IOException("overrides.json is missing from the gateway's jar");
      }
      layers.add(Json5.read(ours.readAllBytes()));
    }
    for (int i = files.size() - 1; i >= 0; i--) {
      Path file = files.get(i);
      if (Files.isRegularFile(file)) {
        try {
          layers.add(Json5.read(Files.readAllBytes(file)));
        } catch (JacksonException e) {
          throw new IOException(file + " is not JSON: " + e.getOriginalMessage(), e);
        }
      }
    }
    return new SettingOverrides(layers);
  }

  /** Writes the defaults into a schema's properties. A default that is an object is merged. */
  void applyTo(String id, ObjectNode schema) {
    for (JsonNode layer : layers) {
      if (layer.path(id) instanceof ObjectNode defaults) {
        ObjectNode properties = schema.withObjectProperty("properties");
        defaults
            .properties()
            .forEach(entry -> setDefault(properties, entry.getKey(), entry.getValue()));
      }
    }
  }

  private static void setDefault(ObjectNode properties, String key, JsonNode value) {
    ObjectNode property = properties.withObjectProperty(key);
    if (property.path("default") instanceof ObjectNode old && value instanceof ObjectNode changes) {
      merge(old, changes);
    } else {
      property.set("default", value.deepCopy());
    }
  }

  private static void merge(ObjectNode into, ObjectNode changes) {
    for (var entry : changes.properties()) {
      if (into.path(entry.getKey()) instanceof ObjectNode old
          && entry.getValue() instanceof ObjectNode deeper) {
        merge(old, deeper);
      } else {
        into.set(entry.getKey(), entry.getValue().deepCopy());
      }
    }
  }
}
