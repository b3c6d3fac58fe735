package dev.perijove.gateway.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** Replaces files so that a reader, or a crash, sees the old content or the new, never a part. */
final class WholeFile {
  private WholeFile() {}

  static void write(Path file, byte[] content) throws IOException {
    Path folder = Objects.requireNonNull(file.getParent(), "a file has a folder");
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, ".", ".draft");
    try {
      Files.write(draft, content);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
