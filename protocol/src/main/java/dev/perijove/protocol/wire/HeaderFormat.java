package dev.perijove.protocol.wire;

import dev.perijove.protocol.Header;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A header as JSON; "Message header" in the Jupyter messaging documentation. */
final class HeaderFormat {

  /** The protocol had no version in its headers before 5.0. */
  private static final String VERSION_BEFORE_5 = "4.1";

  /** Python reads up to six decimals, so exactly six are written. */
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter READ =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

  private HeaderFormat() {}

  static Header read(ObjectNode object) throws MalformedMessageException {
    Fields fields = new Fields("header", object);
    return read(fields, fields.string("msg_type"));
  }

  /** An empty parent header stands for no parent. */
  static Optional<Header> readParent(ObjectNode object) throws MalformedMessageException {
    if (object.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = new Fields("parent header", object);
    return Optional.of(read(fields, fields.stringOr("msg_type", "")));
  }

  private static Header read(Fields fields, String msgType) throws MalformedMessageException {
    return new Header(
        fields.string("msg_id"),
        fields.stringOr("session", ""),
        fields.stringOr("username", ""),
        date(fields.stringOr("date", "")),
        msgType,
        fields.stringOr("version", VERSION_BEFORE_5),
        fields.optionalString("subshell_id"),
        fields.rest());
  }

  static ObjectNode write(Header header) {
    ObjectNode out = Json.MAPPER.createObjectNode();
    out.setAll(header.extra());
    out.put("msg_id", header.msgId());
    out.put("msg_type", header.msgType());
    out.put("username", header.username());
    out.put("session", header.session());
    out.put("date", WRITTEN.format(header.date()));
    out.put("version", header.version());
    header.subshellId().ifPresent(subshell -> out.put("subshell_id", subshell));
    return out;
  }

  /** A date nobody can read is as good as none, and no reason to lose a message. */
  private static Instant date(String text) {
    if (text.isEmpty()) {
      return Header.NO_DATE;
    }
    try {
      return Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      return dateOfOtherShape(text);
    }
  }

  /** Offsets without a colon, and none at all, which is taken for UTC. */
  private static Instant dateOfOtherShape(String text) {
    try {
      TemporalAccessor parsed = READ.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
      Instant instant =
          parsed instanceof OffsetDateTime withOffset
              ? withOffset.toInstant()
              : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
      return instant.truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      return Header.NO_DATE;
    }
  }
}
