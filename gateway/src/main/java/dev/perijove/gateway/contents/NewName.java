package dev.perijove.gateway.contents;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;

/**
 * A name with a number before its extension that is counted up until it is free, as the Jupyter
 * server does it: {@code Untitled.ipynb}, {@code Untitled1.ipynb}; {@code a.txt}, {@code
 * a-Copy1.txt}.
 *
 * @param insert stands before the number
 */
record NewName(String base, String insert, String extension) {
  private static final int MOST = 10_000;

  static NewName of(String name, String insert) {
    // archive.tar.gz is counted before .tar.gz, but a notebook's name may have dots.
    int dot = name.endsWith(".ipynb") ? name.lastIndexOf('.') : name.indexOf('.');
    return dot < 0
        ? new NewName(name, insert, "")
        : new NewName(name.substring(0, dot), insert, name.substring(dot));
  }

  private interface Maker {
    void make(ConfinedPath path) throws IOException;
  }

  /** Makes an empty file of the first free name. */
  ConfinedPath claimFile(ConfinedPath directory) throws ContentsException, IOException {
    return claim(directory, path -> Files.createFile(path.path()));
  }

  /** Makes a directory of the first free name. */
  ConfinedPath claimDirectory(ConfinedPath directory) throws ContentsException, IOException {
    return claim(directory, path -> Files.createDirectory(path.path()));
  }

  private ConfinedPath claim(ConfinedPath directory, Maker maker)
      throws ContentsException, IOException {
    for (int number = 0; number < MOST; number++) {
      ConfinedPath path = directory.child(base + (number == 0 ? "" : insert + number) + extension);
      try {
        maker.make(path);
        return path;
      } catch (FileAlreadyExistsException e) {
        // Taken, by now or before: the next number.
      }
    }
    throw ContentsException.conflict("No name like " + base + extension + " is free");
  }
}
