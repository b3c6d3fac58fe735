package dev.perijove.gateway.contents;

import dev.perijove.gateway.http.PercentCoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/**
 * The desktop's trash can, as freedesktop.org's Trash specification 1.0 lays it out; whoever
 * deletes by mistake finds it there. Thread-safe.
 */
final class Trash {
  private static final int MOST_NAMES = 1000;

  private final Path directory;

  /**
   * @param directory the user's {@code Trash}; made when it is needed
   */
  Trash(Path directory) {
    this.directory = directory;
  }

  /**
   * Moves a file or a whole directory into the trash.
   *
   * @return false if there can be no trash, or it is on another file system, where a move would be
   *     a copy
   */
  boolean take(Path doomed) throws IOException {
    Path files = directory.resolve("files");
    Path info = directory.resolve("info");
    try {
      Files.createDirectories(files);
      Files.createDirectories(info);
    } catch (FileSystemException e) {
      // A user without a home, or with one that is read-only, has no trash.
      return false;
    }
    if (!Files.getFileStore(files).equals(Files.getFileStore(doomed))) {
      return false;
    }
    String name = claim(info, doomed);
    try {
      Files.move(doomed, files.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (AtomicMoveNotSupportedException e) {
      Files.deleteIfExists(infoFile(info, name));
      return false;
    }
  }

  /** The note of where it was comes first: making it claims the name. */
  private static String claim(Path info, Path doomed) throws IOException {
    String note =
        "[Trash Info]\nPath=%s\nDeletionDate=%s\n"
            .formatted(
                PercentCoding.encodePath(doomed.toString()),
                LocalDateTime.now().truncatedTo(ChronoUnit.SECONDS));
    String base = doomed.getFileName().toString();
    for (int number = 1; number < MOST_NAMES; number++) {
      String name = number == 1 ? base : base + "." + number;
      try {
        Files.writeString(
            infoFile(info, name), note, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        return name;
      } catch (FileAlreadyExistsException e) {
        // Something of this name is in the trash already: the next number.
      }
    }
    throw new IOException("The trash holds " + MOST_NAMES + " things named " + base);
  }

  private static Path infoFile(Path info, String name) {
    return info.resolve(name + ".trashinfo");
  }
}
