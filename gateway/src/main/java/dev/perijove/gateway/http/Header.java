package dev.perijove.gateway.http;

import java.util.Objects;

/** One header field of a message. */
public record Header(String name, String value) {
  /** Refuses what would end the field and start another one. */
  public Header {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
    if (hasLineBreak(name) || hasLineBreak(value)) {
      throw new IllegalArgumentException("A header field may not hold a line break: " + name);
    }
  }

  private static boolean hasLineBreak(String text) {
    return text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0;
  }
}
