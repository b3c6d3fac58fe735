package dev.perijove.protocol;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Says which message this is and who sent it; "Message header" in the Jupyter messaging
 * documentation.
 *
 * @param msgId unique among all messages
 * @param session the client's or kernel's session, which a kernel keeps until it restarts
 * @param date when the message was made, to the microsecond; {@link #NO_DATE} when the sender did
 *     not say
 * @param msgType such as {@code execute_request}
 * @param version of the messaging protocol the sender speaks, as it wrote it
 * @param subshellId the subshell a shell request is for (protocol 5.5); empty for the main shell
 * @param extra fields we do not know, kept
 */
public record Header(
    String msgId,
    String session,
    String username,
    Instant date,
    String msgType,
    String version,
    Optional<String> subshellId,
    Map<String, JsonNode> extra) {

  /** Stands for the date of a header that has none, which some kernels send. */
  public static final Instant NO_DATE = Instant.EPOCH;

  /** The name a kernel and its messages carry when nothing better is known. */
  public static final String DEFAULT_USERNAME = "kernel";

  public Header {
    requireNonNull(msgId, "msgId");
    requireNonNull(session, "session");
    requireNonNull(username, "username");
    requireNonNull(date, "date");
    requireNonNull(msgType, "msgType");
    requireNonNull(version, "version");
    requireNonNull(subshellId, "subshellId");
    extra = extra.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(extra));
  }

  /** A new message by {@link #DEFAULT_USERNAME}: fresh id, now, our protocol version. */
  public static Header of(String msgType, String session) {
    return of(msgType, session, DEFAULT_USERNAME);
  }

  /** A new message: fresh id, now, our protocol version. */
  public static Header of(String msgType, String session, String username) {
    return new Header(
        MessageIds.next(),
        session,
        username,
        Instant.now().truncatedTo(ChronoUnit.MICROS),
        msgType,
        ProtocolVersion.CURRENT.toString(),
        Optional.empty(),
        Map.of());
  }

  /** The same header, addressed to a subshell. */
  public Header withSubshell(String subshell) {
    return new Header(
        msgId, session, username, date, msgType, version, Optional.of(subshell), extra);
  }
}
