package dev.perijove.gateway.contents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Files that arrive in parts. They grow in a hidden file beside their place and take it with the
 * last part, so nobody opens half a file; an upload that stops leaves the hidden file, and the next
 * one begins it anew.
 */
final class Uploads {
  /** The number of the last part. */
  static final int LAST = -1;

  private static final int FIRST = 1;

  /**
   * Adds a part.
   *
   * @param chunk counted from 1, -1 for the last
   * @return the file that holds what has arrived
   */
  Path take(ConfinedPath file, int chunk, byte[] part) throws ContentsException, IOException {
    if (chunk < FIRST && chunk != LAST) {
      throw ContentsException.invalid("Chunks are counted from 1, and the last is -1");
    }
    Path growing = file.path().resolveSibling(".~" + file.name() + ".upload");
    if (chunk == FIRST) {
      Files.deleteIfExists(growing);
      Files.write(growing, part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return growing;
    }
    if (!Files.isRegularFile(growing)) {
      throw ContentsException.invalid("The upload of " + file + " has not begun with chunk 1");
    }
    Files.write(growing, part, StandardOpenOption.APPEND);
    if (chunk != LAST) {
      return growing;
    }
    Path target = Files.exists(file.path()) ? file.path().toRealPath() : file.path();
    AtomicFile.replace(growing, target);
    return target;
  }
}
