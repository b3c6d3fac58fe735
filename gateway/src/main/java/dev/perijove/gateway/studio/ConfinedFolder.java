package dev.perijove.gateway.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** A folder, of a disk or of a jar, that gives out its own files and nothing beside them. */
record ConfinedFolder(Path root) {
  /** No file of a page is near this size. */
  private static final long LARGEST_FILE = 64L * 1024 * 1024;

  /**
   * A regular file below this folder; empty if there is none, or if the name leads out of the
   * folder by {@code ..} or a link. The folder itself may be a link.
   */
  Optional<Path> file(String relative) throws IOException {
    Path candidate;
    try {
      candidate = root.resolve(relative).normalize();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    if (!candidate.startsWith(root.normalize()) || !Files.isRegularFile(candidate)) {
      return Optional.empty();
    }
    boolean inside = candidate.toRealPath().startsWith(root.toRealPath());
    return inside ? Optional.of(candidate) : Optional.empty();
  }

  /** The bytes of {@link #file}, which are read whole. */
  Optional<byte[]> read(String relative) throws IOException {
    Optional<Path> file = file(relative);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    long size = Files.size(file.get());
    if (size > LARGEST_FILE) {
      throw new IOException(
          file.get() + " has " + size + " bytes, more than a page's file may have");
    }
    return Optional.of(Files.readAllBytes(file.get()));
  }
}
