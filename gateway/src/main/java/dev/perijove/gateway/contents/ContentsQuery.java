package dev.perijove.gateway.contents;

import java.util.Optional;

/**
 * How much of a file, directory or notebook is asked for.
 *
 * @param type what it must be; empty for whatever it is
 * @param format how a file's content is sent; empty for text if it is UTF-8, else Base64
 */
public record ContentsQuery(
    Optional<String> type, Optional<String> format, boolean content, boolean hash) {
  /** Everything but the hash, of whatever it is. */
  public static ContentsQuery all() {
    return new ContentsQuery(Optional.empty(), Optional.empty(), true, false);
  }

  /** The model alone. */
  public static ContentsQuery withoutContent() {
    return new ContentsQuery(Optional.empty(), Optional.empty(), false, false);
  }
}
