package dev.perijove.gateway.contents;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;

/** Copies files, and directories that are not too large. */
final class ContentsCopier {
  private static final long LARGEST_DIRECTORY = 500L * 1024 * 1024;

  /** A copy of a copy is counted on, not named Copy-Copy. */
  private static final Pattern COPY = Pattern.compile("-Copy\\d*(\\.|$)");

  ConfinedPath copy(ConfinedPath source, ConfinedPath directory)
      throws ContentsException, IOException {
    NewName name = NewName.of(COPY.matcher(source.name()).replaceFirst("$1"), "-Copy");
    if (Files.isDirectory(source.path())) {
      return copyDirectory(source, directory, name);
    }
    ConfinedPath copy = name.claimFile(directory);
    Files.copy(source.path(), copy.path(), StandardCopyOption.REPLACE_EXISTING);
    return copy;
  }

  private static ConfinedPath copyDirectory(
      ConfinedPath source, ConfinedPath directory, NewName name)
      throws ContentsException, IOException {
    if (directory.path().startsWith(source.path())) {
      throw ContentsException.invalid("A directory cannot be copied into itself: " + source);
    }
    requireSmall(source);
    ConfinedPath copy = name.claimDirectory(directory);
    Files.walkFileTree(source.path(), new TreeCopy(source.path(), copy.path()));
    return copy;
  }

  private static void requireSmall(ConfinedPath source) throws ContentsException, IOException {
    long[] total = {0};
    Files.walkFileTree(
        source.path(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            total[0] += attributes.size();
            return total[0] > LARGEST_DIRECTORY
                ? FileVisitResult.TERMINATE
                : FileVisitResult.CONTINUE;
          }
        });
    if (total[0] > LARGEST_DIRECTORY) {
      throw ContentsException.invalid(
          source + " holds more than 500 MB; copy it with a terminal or a file manager");
    }
  }

  /** Regular files and directories; links and what else there is are left out. */
  private static final class TreeCopy extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path to;

    TreeCopy(Path from, Path to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      Files.createDirectories(to.resolve(from.relativize(directory)));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isRegularFile()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
