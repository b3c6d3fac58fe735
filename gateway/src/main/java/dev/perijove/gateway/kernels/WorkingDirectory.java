package dev.perijove.gateway.kernels;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where a kernel starts: the directory of its document. */
final class WorkingDirectory {

  private WorkingDirectory() {}

  /**
   * The nearest existing directory at or above an API path. A document may not exist yet, and its
   * kernel may run beside other files than the server's; a path that leads out of the root ends at
   * the root.
   */
  static Path of(Path root, String apiPath) {
    Path path;
    try {
      path = root.resolve(relative(apiPath)).normalize();
    } catch (InvalidPathException e) {
      return root;
    }
    while (path != null && path.startsWith(root)) {
      if (Files.isDirectory(path)) {
        return path;
      }
      path = path.getParent();
    }
    return root;
  }

  private static String relative(String apiPath) {
    int start = 0;
    while (start < apiPath.length() && apiPath.charAt(start) == '/') {
      start++;
    }
    return apiPath.substring(start);
  }
}
