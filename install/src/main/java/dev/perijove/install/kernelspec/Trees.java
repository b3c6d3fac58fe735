package dev.perijove.install.kernelspec;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Moves and deletes whole folders without a moment at which half of one is in place. */
final class Trees {
  private static final System.Logger LOG = System.getLogger(Trees.class.getName());

  private Trees() {}

  /** Puts {@code draft} where {@code target} is; when that fails the old target is back. */
  static void replace(Path target, Path draft) throws IOException {
    Path attic = attic(target);
    Path old = attic.resolve("old");
    try {
      Files.move(target, old);
      try {
        Files.move(draft, target);
      } catch (IOException e) {
        try {
          Files.move(old, target);
        } catch (IOException restoring) {
          e.addSuppressed(restoring);
        }
        throw e;
      }
    } finally {
      // Absent only if both moves failed: then the attic has the one copy that is left.
      if (Files.exists(target)) {
        deleteQuietly(attic);
      }
    }
  }

  /** Takes {@code target} out of sight in one move, then deletes it. */
  static void remove(Path target) throws IOException {
    Path attic = attic(target);
    try {
      Files.move(target, attic.resolve("old"));
    } finally {
      deleteQuietly(attic);
    }
  }

  /** Deletes what is left of a draft; a failure is logged, since the work itself is done. */
  static void deleteQuietly(Path tree) {
    if (!Files.exists(tree)) {
      return;
    }
    try {
      delete(tree);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Left behind: {0} ({1}). It can be deleted by hand.", tree, e);
    }
  }

  /** A temporary folder is its owner's only; a kernelspec is for everyone who may look there. */
  static void openToOthers(Path folder) throws IOException {
    if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) == null) {
      return;
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      }
    }
  }

  /** A new folder beside {@code target}; '~' makes it no kernel name, so clients pass it over. */
  private static Path attic(Path target) throws IOException {
    return Files.createTempDirectory(target.getParent(), "~" + target.getFileName() + "-");
  }

  private static void delete(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
