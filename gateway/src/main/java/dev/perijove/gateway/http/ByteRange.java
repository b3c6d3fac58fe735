package dev.perijove.gateway.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a {@code Range} field comes to for a file, RFC 9110 section 14. */
sealed interface ByteRange {
  /** Lengths of 18 digits fit into a long. */
  Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /** Bytes that exist. */
  record Part(long first, long length) implements ByteRange {
    String contentRange(long size) {
      return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }
  }

  /** It begins behind the end. */
  record Unsatisfiable() implements ByteRange {}

  /** Several ranges or not understood: the whole is sent, as section 14.2 allows. */
  record Ignored() implements ByteRange {}

  /** Reads the field for a file of a size. */
  static ByteRange parse(String field, long size) {
    Matcher matcher = ONE_RANGE.matcher(field.strip());
    if (!matcher.matches()) {
      return new Ignored();
    }
    String from = matcher.group(1);
    String to = matcher.group(2);
    if (from.isEmpty()) {
      return to.isEmpty() ? new Ignored() : suffix(Long.parseLong(to), size);
    }
    long first = Long.parseLong(from);
    if (!to.isEmpty() && Long.parseLong(to) < first) {
      return new Ignored();
    }
    long last = to.isEmpty() ? size - 1 : Math.min(Long.parseLong(to), size - 1);
    return first >= size ? new Unsatisfiable() : new Part(first, last - first + 1);
  }

  private static ByteRange suffix(long wanted, long size) {
    long length = Math.min(wanted, size);
    return length == 0 ? new Unsatisfiable() : new Part(size - length, length);
  }
}
