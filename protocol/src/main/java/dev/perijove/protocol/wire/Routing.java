package dev.perijove.protocol.wire;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Where a message belongs, read from its headers alone.
 *
 * @param session empty when the sender left it out
 * @param subshellId empty for the main shell
 */
public record Routing(
    String msgType,
    String msgId,
    String session,
    Optional<String> subshellId,
    Optional<String> parentMsgId,
    Optional<String> parentSession,
    Optional<String> parentMsgType) {

  public Routing {
    requireNonNull(msgType, "msgType");
    requireNonNull(msgId, "msgId");
    requireNonNull(session, "session");
    requireNonNull(subshellId, "subshellId");
    requireNonNull(parentMsgId, "parentMsgId");
    requireNonNull(parentSession, "parentSession");
    requireNonNull(parentMsgType, "parentMsgType");
  }
}
