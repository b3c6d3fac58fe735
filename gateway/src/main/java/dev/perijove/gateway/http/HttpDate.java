package dev.perijove.gateway.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Times as header fields have them: in seconds, RFC 9110 section 5.6.7. */
public final class HttpDate {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private HttpDate() {}

  /** A time, its fraction of a second cut off. */
  public static String format(Instant time) {
    return FORMAT.format(time);
  }

  /** Reads one; empty if it is none, which section 13.1.3 wants to be no condition. */
  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(ZonedDateTime.parse(text, FORMAT).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
