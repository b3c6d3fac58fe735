package dev.perijove.protocol.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON frames: bytes to trees and back. */
final class Json {

  /**
   * Decimals stay decimals, so that a number in a field we only carry leaves as it came. Nothing
   * may follow the object.
   */
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonNodeFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static final byte[] EMPTY_OBJECT = {'{', '}'};

  private Json() {}

  /** The object in a frame; {@code null} in it counts as an empty one. */
  static ObjectNode readObject(String frameName, byte[] frame) throws MalformedMessageException {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(frame);
    } catch (JacksonException e) {
      throw notJson(frameName, e);
    }
    if (tree instanceof ObjectNode object) {
      return object;
    }
    if (tree.isNull()) {
      return MAPPER.createObjectNode();
    }
    throw notAnObject(frameName);
  }

  /** Text no UTF-8 can hold (a lone surrogate) becomes the replacement character. */
  static byte[] write(ObjectNode object) {
    try {
      return MAPPER.writeValueAsBytes(object);
    } catch (JacksonException e) {
      return Surrogates.replaceLone(MAPPER.writeValueAsString(object))
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  static byte[] write(Map<String, JsonNode> fields) {
    return fields.isEmpty() ? EMPTY_OBJECT : write(MAPPER.createObjectNode().setAll(fields));
  }

  static MalformedMessageException notJson(String frameName, JacksonException cause) {
    return new MalformedMessageException(
        "the " + frameName + " is not JSON: " + cause.getOriginalMessage(), cause);
  }

  static MalformedMessageException notAnObject(String frameName) {
    return new MalformedMessageException("the " + frameName + " is not a JSON object");
  }
}
