package dev.perijove.gateway.http;

import java.nio.file.Path;
import java.time.Instant;

/** What a response carries: bytes in memory, or a file that is streamed. */
sealed interface ResponseBody {
  /** Bytes in memory. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Bytes(byte[] bytes) implements ResponseBody {}

  /** A regular file with the size and time it had when the handler looked. */
  record File(Path path, long size, Instant modified) implements ResponseBody {}

  /** Its length in bytes before any compression. */
  default long length() {
    return this instanceof File file ? file.size() : ((Bytes) this).bytes().length;
  }
}
