package dev.perijove.gateway.contents;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/** The directory that clients see; symbolic links in it may not lead out of it. */
final class ContentsRoot {
  private final Path directory;

  private ContentsRoot(Path directory) {
    this.directory = directory;
  }

  /**
   * @throws IOException if there is no such directory
   */
  static ContentsRoot of(Path directory) throws IOException {
    Path real = directory.toRealPath();
    if (!Files.isDirectory(real)) {
      throw new NotDirectoryException(directory.toString());
    }
    return new ContentsRoot(real);
  }

  /**
   * The place on disk of an API path, which may not exist yet.
   *
   * @throws ContentsException if the path is malformed, hidden, or leads out of the root
   */
  ConfinedPath resolve(String apiPath) throws ContentsException, IOException {
    return ConfinedPath.of(directory, apiPath);
  }

  /**
   * The API path of a path on disk, absolute or relative to the root; nothing if it is outside of
   * the root or not a path. There need not be anything.
   */
  Optional<String> relativize(String diskPath) {
    try {
      Path path = directory.resolve(diskPath).normalize();
      return path.startsWith(directory)
          ? Optional.of(directory.relativize(path).toString().replace(File.separatorChar, '/'))
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
