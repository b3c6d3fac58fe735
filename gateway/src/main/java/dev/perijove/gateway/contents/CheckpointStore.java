package dev.perijove.gateway.contents;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * One checkpoint a file, beside it in {@code .ipynb_checkpoints}, where the Jupyter server keeps
 * its own.
 */
final class CheckpointStore {
  static final String DIRECTORY = ".ipynb_checkpoints";
  private static final String ID = "checkpoint";

  /** Empty, or the one there is. */
  List<Checkpoint> list(ConfinedPath file) throws IOException {
    Path kept = keptFile(file);
    return isThere(kept) ? List.of(describe(kept)) : List.of();
  }

  /**
   * Keeps a file's bytes; an earlier checkpoint is replaced.
   *
   * @throws ContentsException if something stands where it would be kept that may lead elsewhere
   */
  Checkpoint create(ConfinedPath file) throws ContentsException, IOException {
    Path kept = keptFile(file);
    if (!canKeep(file)) {
      throw ContentsException.forbidden(
          "No checkpoint of %s can be kept: %s, or what has its name in there, is a link or no directory; move it away"
              .formatted(file, DIRECTORY));
    }
    Files.createDirectories(directory(file));
    AtomicFile.write(kept, Files.readAllBytes(file.path()));
    return describe(kept);
  }

  void restore(ConfinedPath file, String id) throws ContentsException, IOException {
    AtomicFile.write(file.path(), Files.readAllBytes(require(file, id)));
  }

  void delete(ConfinedPath file, String id) throws ContentsException, IOException {
    Files.delete(require(file, id));
  }

  void delete(ConfinedPath file) throws IOException {
    Path kept = keptFile(file);
    if (isThere(kept)) {
      Files.delete(kept);
    }
  }

  /**
   * Takes a file's checkpoint along; a directory's are inside of it and move by themselves. It
   * stays where it was if the new place {@linkplain #canKeep keeps none}.
   */
  void move(ConfinedPath from, ConfinedPath to) throws IOException {
    Path kept = keptFile(from);
    if (isThere(kept) && canKeep(to)) {
      Files.createDirectories(directory(to));
      Files.move(kept, keptFile(to), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Whether a directory holds nothing but checkpoints. */
  boolean areAll(Path directory) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (!entry.getFileName().toString().equals(DIRECTORY)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Deletes all checkpoints of a directory's files. */
  void deleteAll(Path directory) throws IOException {
    Path checkpoints = directory.resolve(DIRECTORY);
    if (!Files.isDirectory(checkpoints, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(checkpoints);
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(checkpoints)) {
      for (Path entry : entries) {
        Files.delete(entry);
      }
    }
    Files.delete(checkpoints);
  }

  private static Path require(ConfinedPath file, String id) throws ContentsException {
    Path kept = keptFile(file);
    if (!id.equals(ID) || !isThere(kept)) {
      throw ContentsException.notFound(file + " has no checkpoint '" + id + "'");
    }
    return kept;
  }

  /** Whether a checkpoint can be written: a link could lead out of the root. */
  boolean canKeep(ConfinedPath file) {
    Path kept = keptFile(file);
    return isThere(kept)
        || (isNoneOrDirectory(directory(file)) && !Files.exists(kept, LinkOption.NOFOLLOW_LINKS));
  }

  private static boolean isNoneOrDirectory(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
        || !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** No link is followed: the directory is ours, and what is in it too. */
  private static boolean isThere(Path kept) {
    return Files.isRegularFile(kept, LinkOption.NOFOLLOW_LINKS)
        && kept.getParent() != null
        && Files.isDirectory(kept.getParent(), LinkOption.NOFOLLOW_LINKS);
  }

  private static Path directory(ConfinedPath file) {
    return file.path().resolveSibling(DIRECTORY);
  }

  private static Path keptFile(ConfinedPath file) {
    String name = file.name();
    int dot = name.lastIndexOf('.');
    String kept =
        dot < 0
            ? name + "-checkpoint"
            : name.substring(0, dot) + "-checkpoint" + name.substring(dot);
    return directory(file).resolve(kept);
  }

  private static Checkpoint describe(Path kept) throws IOException {
    Instant modified = Files.getLastModifiedTime(kept).toInstant().truncatedTo(ChronoUnit.MICROS);
    return new Checkpoint(ID, modified);
  }
}
