package dev.perijove.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
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

  private static final JsonFactory STREAMING = new JsonFactory();

  private Json() {}

  /** Reads a frame token by token. */
  static JsonParser parser(byte[] frame) {
    return STREAMING.createParser(ObjectReadContext.empty(), frame);
  }

  /** The object in a frame; {@code null} in it counts as an empty one. */
  static ObjectNode readObject(String frameName, byte[] frame) throws MalformedMessageException {
    JsonNode tree = read(frameName, frame, MAPPER::readTree);
    if (tree instanceof ObjectNode object) {
      return object;
    }
    if (tree.isNull()) {
      return MAPPER.createObjectNode();
    }
    throw notAnObject(frameName);
  }

  /**
   * Reads a frame. One that is no UTF-8 is read as Python clients read it: the replacement
   * character stands for each byte that cannot be text. Python kernels send such bytes where a
   * program printed them.
   */
  static <T> T read(String frameName, byte[] frame, Reading<T> reading)
      throws MalformedMessageException {
    try {
      return reading.read(frame);
    } catch (NumberFormatException e) {
      throw new MalformedMessageException(
          "the " + frameName + " holds a number beyond what can be represented", e);
    } catch (JacksonException e) {
      byte[] mended = new String(frame, UTF_8).getBytes(UTF_8);
      if (Arrays.equals(mended, frame)) {
        throw notJson(frameName, e);
      }
      return read(frameName, mended, reading);
    }
  }

  /** What is made of a frame. */
  @FunctionalInterface
  interface Reading<T> {
    /**
     * @throws JacksonException if the frame is not JSON
     */
    T read(byte[] frame) throws MalformedMessageException;
  }

  /** Half of a surrogate pair, which UTF-8 cannot hold, is written as a JSON escape. */
  static byte[] write(ObjectNode object) {
    return MAPPER.writeValueAsBytes(object);
  }

  static byte[] write(Map<String, JsonNode> fields) {
    return fields.isEmpty() ? EMPTY_OBJECT : write(MAPPER.createObjectNode().setAll(fields));
  }

  /** Says where, not what: the parser's own words may quote what people typed. */
  static MalformedMessageException notJson(String frameName, JacksonException cause) {
    long at = cause.getLocation() == null ? -1 : cause.getLocation().getByteOffset();
    return new MalformedMessageException(
        "the " + frameName + " is not JSON" + (at < 0 ? "" : ", at byte " + at), cause);
  }

  static MalformedMessageException notAnObject(String frameName) {
    return new MalformedMessageException("the " + frameName + " is not a JSON object");
  }
}
