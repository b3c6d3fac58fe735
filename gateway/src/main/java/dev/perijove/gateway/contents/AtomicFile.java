package dev.perijove.gateway.contents;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Replaces files whole: whoever reads sees the old bytes or the new ones, and a crash loses
 * neither.
 */
final class AtomicFile {
  private AtomicFile() {}

  /** Writes beside the file, to the disk, and then takes its place. A link's target is replaced. */
  static void write(Path file, byte[] bytes) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file;
    Path written = target.resolveSibling(".~" + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      replace(written, target);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /** Puts a finished file in the place of another, which may not exist; its permissions stay. */
  static void replace(Path written, Path target) throws IOException {
    boolean posix = target.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix && Files.exists(target)) {
      Files.setPosixFilePermissions(written, Files.getPosixFilePermissions(target));
    }
    try {
      Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
