package dev.perijove.gateway.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of paths and queries, RFC 3986 section 2.1, always as UTF-8. */
public final class PercentCoding {
  private static final String UNRESERVED = "-._~";

  /** What may stand in a path segment as it is: RFC 3986 {@code pchar} without {@code '}. */
  private static final String IN_SEGMENT = UNRESERVED + "!$&()*+,;=:@";

  private PercentCoding() {}

  /** Encodes one segment of a path; a slash in it is encoded too. */
  public static String encodeSegment(String segment) {
    StringBuilder encoded = new StringBuilder(segment.length() + 16);
    for (byte unit : segment.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (unit & 0xff);
      if (isPlain(letter)) {
        encoded.append(letter);
      } else {
        encoded.append('%').append(hex(letter >> 4)).append(hex(letter & 0xf));
      }
    }
    return encoded.toString();
  }

  /** Encodes a path segment by segment; slashes stay. */
  public static String encodePath(String path) {
    StringBuilder encoded = new StringBuilder(path.length() + 16);
    int start = 0;
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
      encoded.append(encodeSegment(path.substring(start, slash))).append('/');
      start = slash + 1;
    }
    return encoded.append(encodeSegment(path.substring(start))).toString();
  }

  /** Decodes a part of a path. A plus is a plus. */
  static String decode(String text) {
    return decode(text, false);
  }

  /** Decodes a name or value of a query or form. A plus is a space. */
  static String decodeForm(String text) {
    return decode(text, true);
  }

  private static String decode(String text, boolean plusIsSpace) {
    if (text.indexOf('%') < 0 && (!plusIsSpace || text.indexOf('+') < 0)) {
      return text;
    }
    byte[] given = text.getBytes(StandardCharsets.UTF_8);
    byte[] units = new byte[given.length];
    int length = 0;
    for (int i = 0; i < given.length; i++) {
      byte unit = given[i];
      if (unit == '%') {
        int high = i + 2 < given.length ? Character.digit(given[i + 1], 16) : -1;
        int low = i + 2 < given.length ? Character.digit(given[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          throw malformed(text);
        }
        unit = (byte) (high << 4 | low);
        i += 2;
      } else if (unit == '+' && plusIsSpace) {
        unit = ' ';
      }
      units[length++] = unit;
    }
    try {
      // A fresh decoder reports what is not UTF-8; the String constructor would replace it.
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(units, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed(text);
    }
  }

  private static Problem malformed(String text) {
    String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
    return Problem.badRequest("Not percent-encoded UTF-8: " + shown);
  }

  private static boolean isPlain(char letter) {
    return (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= '0' && letter <= '9')
        || IN_SEGMENT.indexOf(letter) >= 0;
  }

  private static char hex(int digit) {
    return Character.toUpperCase(Character.forDigit(digit, 16));
  }
}
