package dev.perijove.protocol.connection;

import java.nio.file.Path;

/** A connection file cannot be understood; the message names the file and the field. */
public final class InvalidConnectionFileException extends Exception {
  InvalidConnectionFileException(Path file, String problem) {
    super("Connection file " + file + ": " + problem);
  }
}
