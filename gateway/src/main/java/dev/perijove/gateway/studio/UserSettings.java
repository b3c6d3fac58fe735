package dev.perijove.gateway.studio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;

/**
 * What a person has set, a text for each plugin, in the files where JupyterLab keeps it: {@code
 * user-settings/package/plugin.jupyterlab-settings}. Thread-safe: a file is replaced as a whole.
 */
final class UserSettings {
  private static final String EXTENSION = ".jupyterlab-settings";

  private final Path folder;

  UserSettings(Path folder) {
    this.folder = folder;
  }

  /**
   * One plugin's settings.
   *
   * @param raw as written, comments and all
   */
  record Stored(String raw, Instant created, Instant lastModified) {}

  Optional<Stored> read(SettingSchema schema) throws IOException {
    Path file = file(schema);
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new Stored(
              Files.readString(file),
              attributes.creationTime().toInstant(),
              attributes.lastModifiedTime().toInstant()));
    } catch (NoSuchFileException nothingSet) {
      return Optional.empty();
    }
  }

  void write(SettingSchema schema, String raw) throws IOException {
    WholeFile.write(file(schema), raw.getBytes(StandardCharsets.UTF_8));
  }

  /** A schema's id is a file name found on this machine, so it cannot lead out of the folder. */
  private Path file(SettingSchema schema) {
    return folder.resolve(schema.packageName()).resolve(schema.plugin() + EXTENSION);
  }
}
