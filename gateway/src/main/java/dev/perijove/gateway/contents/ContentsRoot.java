package dev.perijove.gateway.contents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

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
}
