package dev.perijove.gateway.channels;

import dev.perijove.protocol.RawMessage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The text of one or more {@code stream} messages of the same stream, to be sent as one. */
final class StreamText {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final String stream;
  private final StringBuilder text;

  private StreamText(String stream, String text) {
    this.stream = stream;
    this.text = new StringBuilder(text);
  }

  /** Empty when the content is not exactly a name and a text: such a message stays as it is. */
  static Optional<StreamText> of(RawMessage message) {
    try {
      JsonNode content = JSON.readTree(message.content());
      JsonNode name = content.path("name");
      JsonNode text = content.path("text");
      return content.size() == 2 && name.isString() && text.isString()
          ? Optional.of(new StreamText(name.stringValue(), text.stringValue()))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  boolean canTake(StreamText more, int limit) {
    return stream.equals(more.stream) && text.length() + more.text.length() <= limit;
  }

  void take(StreamText more) {
    text.append(more.text);
  }

  byte[] content() {
    // Through a string: half a surrogate pair, which JSON can escape, has no bytes of its own.
    return JSON.writeValueAsString(
            JSON.createObjectNode().put("name", stream).put("text", text.toString()))
        .getBytes(StandardCharsets.UTF_8);
  }
}
