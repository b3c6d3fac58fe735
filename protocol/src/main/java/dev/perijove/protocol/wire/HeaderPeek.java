package dev.perijove.protocol.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The few fields of a header that routing needs, read in one pass without a tree. The frame is read
 * to its end, so that a field written twice counts the same (its last value) as in a full decoding:
 * nobody gets one type past a check and another past the codec.
 */
record HeaderPeek(
    @Nullable String msgType,
    @Nullable String msgId,
    @Nullable String session,
    @Nullable String subshellId) {

  /** Whoever routes keeps ids and types and logs them; real ones have less than a hundred. */
  private static final int LONGEST_NAME = 1024;

  private static final HeaderPeek EMPTY = new HeaderPeek(null, null, null, null);

  static HeaderPeek of(String frameName, byte[] frame) throws MalformedMessageException {
    if (frame.length == 2 && frame[0] == '{' && frame[1] == '}') {
      return EMPTY;
    }
    return Json.read(
        frameName,
        frame,
        json -> {
          try (JsonParser parser = Json.parser(json)) {
            return read(frameName, parser);
          }
        });
  }

  String requireMsgType() throws MalformedMessageException {
    return required("msg_type", msgType);
  }

  String requireMsgId() throws MalformedMessageException {
    return required("msg_id", msgId);
  }

  private static String required(String name, @Nullable String value)
      throws MalformedMessageException {
    if (value == null) {
      throw new MalformedMessageException("header: field '" + name + "' is missing");
    }
    return value;
  }

  private static HeaderPeek read(String frameName, JsonParser parser)
      throws MalformedMessageException {
    JsonToken first = parser.nextToken();
    if (first == JsonToken.VALUE_NULL && parser.nextToken() == null) {
      return EMPTY;
    }
    if (first != JsonToken.START_OBJECT) {
      throw Json.notAnObject(frameName);
    }
    String msgType = null;
    String msgId = null;
    String session = null;
    String subshellId = null;
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      switch (name) {
        case "msg_type" -> msgType = text(frameName, name, parser);
        case "msg_id" -> msgId = text(frameName, name, parser);
        case "session" -> session = text(frameName, name, parser);
        case "subshell_id" -> subshellId = text(frameName, name, parser);
        default -> parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw new MalformedMessageException("something follows the " + frameName);
    }
    return new HeaderPeek(msgType, msgId, session, subshellId);
  }

  private static @Nullable String text(String frameName, String name, JsonParser parser)
      throws MalformedMessageException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new MalformedMessageException(frameName + ": field '" + name + "' must be a string");
    }
    if (parser.getStringLength() > LONGEST_NAME) {
      throw new MalformedMessageException(
          frameName + ": field '" + name + "' is longer than " + LONGEST_NAME + " characters");
    }
    return parser.getString();
  }
}
