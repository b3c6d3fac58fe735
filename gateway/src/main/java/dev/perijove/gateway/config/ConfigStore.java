package dev.perijove.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sections on disk, one file each. Thread-safe: changes are made one after the other. */
public final class ConfigStore {
  /** A section's name is also its file's. */
  private static final Pattern SECTION = Pattern.compile("\\w{1,100}");

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final Path directory;

  private ConfigStore(Path directory) {
    this.directory = directory;
  }

  /** In a directory that is made when it is needed. */
  public static ConfigStore of(Path directory) {
    return new ConfigStore(directory);
  }

  /** Whether a name can be that of a section. */
  static boolean isSection(String name) {
    return SECTION.matcher(name).matches();
  }

  /** A section, empty if it was never written. */
  synchronized ObjectNode read(String section) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file(section));
    } catch (NoSuchFileException e) {
      return MAPPER.createObjectNode();
    }
    try {
      if (MAPPER.readTree(bytes) instanceof ObjectNode content) {
        return content;
      }
    } catch (JacksonException e) {
      throw new IOException(file(section) + " is not JSON; mend or delete it", e);
    }
    throw new IOException(file(section) + " is not a JSON object; mend or delete it");
  }

  /** Replaces a section in one step. */
  synchronized void write(String section, ObjectNode content) throws IOException {
    Files.createDirectories(directory);
    Path written = Files.createTempFile(directory, "." + section, ".tmp");
    try {
      Files.write(written, MAPPER.writeValueAsBytes(content));
      Files.move(written, file(section), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /** Puts changes into a section: objects are merged, a null removes its key. */
  synchronized ObjectNode merge(String section, ObjectNode changes) throws IOException {
    ObjectNode content = read(section);
    merge(content, changes);
    write(section, content);
    return content;
  }

  private static void merge(ObjectNode target, ObjectNode changes) {
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      String key = change.getKey();
      if (change.getValue().isNull()) {
        target.remove(key);
      } else if (change.getValue() instanceof ObjectNode deeper) {
        ObjectNode inner =
            target.get(key) instanceof ObjectNode present ? present : MAPPER.createObjectNode();
        merge(inner, deeper);
        target.set(key, inner);
      } else {
        target.set(key, change.getValue());
      }
    }
  }

  private Path file(String section) {
    return directory.resolve(section + ".json");
  }
}
