package dev.perijove.protocol.wire;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.RawMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The JSON object around a message in a WebSocket without subprotocol. The parts are cut out and
 * put in as the bytes they are: nothing in them is decoded or written again.
 */
final class JsonEnvelope {

  private byte @Nullable [] header;
  private byte[] parentHeader = Json.EMPTY_OBJECT;
  private byte[] metadata = Json.EMPTY_OBJECT;
  private byte[] content = Json.EMPTY_OBJECT;
  private Channel channel = Channel.SHELL;

  private JsonEnvelope() {}

  static ChannelMessage read(byte[] json, List<byte[]> buffers) throws MalformedMessageException {
    JsonEnvelope envelope = new JsonEnvelope();
    try (JsonParser parser = Json.parser(json)) {
      envelope.readFields(json, parser);
    } catch (JacksonException e) {
      throw Json.notJson("WebSocket frame", e);
    }
    byte[] header = envelope.header;
    if (header == null) {
      throw new MalformedMessageException("WebSocket frame: field 'header' is missing");
    }
    RawMessage message =
        new RawMessage(
            List.of(), header, envelope.parentHeader, envelope.metadata, envelope.content, buffers);
    return new ChannelMessage(envelope.channel, message);
  }

  private void readFields(byte[] json, JsonParser parser) throws MalformedMessageException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw Json.notAnObject("WebSocket frame");
    }
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      switch (name) {
        case "header" -> header = object(name, json, parser);
        case "parent_header" -> parentHeader = object(name, json, parser);
        case "metadata" -> metadata = object(name, json, parser);
        case "content" -> content = object(name, json, parser);
        case "channel" -> channel = channel(parser);
        case "buffers" -> requireNoBuffers(parser);
        default -> parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw new MalformedMessageException("something follows the object in a WebSocket frame");
    }
  }

  private static byte[] object(String name, byte[] json, JsonParser parser)
      throws MalformedMessageException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return Json.EMPTY_OBJECT;
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw Json.notAnObject(name + " of a WebSocket frame");
    }
    long start = parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    long end = parser.currentLocation().getByteOffset();
    if (start < 0 || end < 0) {
      throw new MalformedMessageException("a WebSocket frame must be UTF-8");
    }
    return Arrays.copyOfRange(json, (int) start, (int) end);
  }

  private static Channel channel(JsonParser parser) throws MalformedMessageException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return Channel.SHELL;
    }
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new MalformedMessageException("WebSocket frame: field 'channel' must be a string");
    }
    return ChannelMessage.channel(parser.getString());
  }

  /** The field is there in both directions, and always empty: bytes do not travel in JSON. */
  private static void requireNoBuffers(JsonParser parser) throws MalformedMessageException {
    boolean empty =
        parser.currentToken() == JsonToken.VALUE_NULL
            || (parser.currentToken() == JsonToken.START_ARRAY
                && parser.nextToken() == JsonToken.END_ARRAY);
    if (!empty) {
      throw new MalformedMessageException(
          "WebSocket frame: field 'buffers' must be empty; buffers travel in a binary frame");
    }
  }

  static byte[] write(Channel channel, RawMessage message) throws MalformedMessageException {
    HeaderPeek header = HeaderPeek.of("header", message.header());
    ByteArrayOutputStream out = new ByteArrayOutputStream(estimate(message));
    put(out, "{\"header\":", sound("header", message.header()));
    put(out, ",\"msg_id\":", Json.MAPPER.writeValueAsBytes(header.requireMsgId()));
    put(out, ",\"msg_type\":", Json.MAPPER.writeValueAsBytes(header.requireMsgType()));
    put(out, ",\"parent_header\":", sound("parent header", message.parentHeader()));
    put(out, ",\"metadata\":", sound("metadata", message.metadata()));
    put(out, ",\"content\":", sound("content", message.content()));
    put(out, ",\"buffers\":[],\"channel\":\"", ascii(channel.wireName()));
    put(out, "\"}", new byte[0]);
    return out.toByteArray();
  }

  private static int estimate(RawMessage message) {
    long json =
        (long) message.header().length
            + message.parentHeader().length
            + message.metadata().length
            + message.content().length;
    return FrameSlices.frameSize(json + 256);
  }

  private static void put(ByteArrayOutputStream out, String before, byte[] value) {
    out.writeBytes(ascii(before));
    out.writeBytes(value);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** One object and nothing after it; else what stands in it could become another field. */
  private static byte[] sound(String frameName, byte[] frame) throws MalformedMessageException {
    return Json.read(
        frameName,
        frame,
        json -> {
          try (JsonParser parser = Json.parser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
              throw Json.notAnObject(frameName);
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
              throw new MalformedMessageException("something follows the " + frameName);
            }
            return json;
          }
        });
  }
}
