package dev.perijove.protocol.wire;

import dev.perijove.protocol.Header;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.MessageType;
import dev.perijove.protocol.content.UnknownContent;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages as frames and back. Thread-safe.
 *
 * <p>Reads kindly: a missing optional field has the documented default, a {@code null} counts as
 * missing, unknown types and fields are kept. Writes strictly: every documented field. Numbers with
 * a fraction are read as decimals ({@link java.math.BigDecimal}), so that they leave as they came.
 */
public final class MessageCodec {

  /** The names protocol 4 had for what kept its shape since. */
  private static final Map<String, String> RENAMED_SINCE_4 =
      Map.of("pyout", "execute_result", "pyin", "execute_input", "pyerr", "error");

  /** Writes every documented field; the known ones win over {@code extraContent}. */
  public RawMessage encode(Message<?> message) {
    return new RawMessage(
        message.identities(),
        Json.write(HeaderFormat.write(message.header())),
        message
            .parent()
            .map(parent -> Json.write(HeaderFormat.write(parent)))
            .orElse(Json.EMPTY_OBJECT),
        Json.write(message.metadata()),
        encodeContent(message.content(), message.extraContent()),
        message.buffers());
  }

  /**
   * Reads all of a message.
   *
   * @throws MalformedMessageException naming message type and field, where a required field is
   *     missing or one has a wrong type; or the frame that is no JSON object
   */
  public Message<?> decode(RawMessage raw) throws MalformedMessageException {
    Header header = decodeHeader(raw);
    Optional<Header> parent =
        HeaderFormat.readParent(Json.readObject("parent header", raw.parentHeader()));
    Map<String, JsonNode> metadata =
        new Fields("metadata", Json.readObject("metadata", raw.metadata())).rest();
    Optional<MessageType> type = MessageType.of(header.msgType());
    String typeName = type.map(MessageType::wireName).orElse("message");
    Fields content = new Fields(typeName, Json.readObject(typeName + " content", raw.content()));
    Content decoded =
        type.isPresent()
            ? ContentFormats.read(type.get(), content)
            : new UnknownContent(header.msgType(), content.all());
    return new Message<>(
        raw.identities(), header, parent, metadata, decoded, content.rest(), raw.buffers());
  }

  /**
   * Reads the header alone: also of a message whose content cannot be read, so that it can be
   * answered.
   *
   * @throws MalformedMessageException if the header is no JSON object or lacks a required field
   */
  public Header decodeHeader(RawMessage raw) throws MalformedMessageException {
    return modern(HeaderFormat.read(Json.readObject("header", raw.header())));
  }

  /**
   * Reads what routing needs from the headers and nothing else: metadata and content may be
   * anything.
   *
   * @throws MalformedMessageException if a header is no JSON object, lacks its type or id, or has
   *     one of more than 1024 characters
   */
  public Routing route(RawMessage raw) throws MalformedMessageException {
    HeaderPeek header = HeaderPeek.of("header", raw.header());
    HeaderPeek parent = HeaderPeek.of("parent header", raw.parentHeader());
    String session = header.session();
    return new Routing(
        header.requireMsgType(),
        header.requireMsgId(),
        session == null ? "" : session,
        Optional.ofNullable(header.subshellId()),
        Optional.ofNullable(parent.msgId()),
        Optional.ofNullable(parent.session()),
        Optional.ofNullable(parent.msgType()));
  }

  private static byte[] encodeContent(Content content, Map<String, JsonNode> extra) {
    ObjectNode out = Json.MAPPER.createObjectNode();
    out.setAll(extra);
    if (content instanceof UnknownContent unknown) {
      out.setAll(unknown.content());
    } else {
      MessageType.of(content).ifPresent(type -> ContentFormats.write(type, content, out));
    }
    return Json.write(out);
  }

  private static Header modern(Header header) {
    String name = RENAMED_SINCE_4.get(header.msgType());
    return name == null
        ? header
        : new Header(
            header.msgId(),
            header.session(),
            header.username(),
            header.date(),
            name,
            header.version(),
            header.subshellId(),
            header.extra());
  }
}
