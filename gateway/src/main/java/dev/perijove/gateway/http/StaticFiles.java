package dev.perijove.gateway.http;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Serves the regular files below one directory, and nothing that a path or a link leads to. */
public final class StaticFiles {
  private final Path directory;

  private StaticFiles(Path directory) {
    this.directory = directory;
  }

  /** Those below a directory, which may itself be reached through links. */
  public static StaticFiles of(Path directory) {
    return new StaticFiles(directory);
  }

  /**
   * The file at a relative path.
   *
   * @throws Problem 404 if there is none below the directory
   */
  public Response serve(String relativePath) throws IOException {
    try {
      Path root = directory.toRealPath();
      Path file = root.resolve(relativePath).toRealPath();
      if (file.startsWith(root) && !file.equals(root)) {
        return Response.file(file);
      }
    } catch (FileSystemException | InvalidPathException e) {
      // Not there, no file, no name: what was asked for does not exist.
    }
    throw Problem.notFound("No such file: " + relativePath);
  }
}
