package dev.perijove.gateway.terminals;

import dev.perijove.gateway.http.Json;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The frames of a terminal's WebSocket: JSON arrays whose first element says what they are, as
 * terminado speaks them.
 */
final class TerminalFrames {
  private TerminalFrames() {}

  /** What a client says. */
  sealed interface ClientFrame {
    record Stdin(String text) implements ClientFrame {}

    record SetSize(WindowSize size) implements ClientFrame {}
  }

  /** A frame that cannot be understood; the message says why. */
  static final class MalformedFrameException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedFrameException(String message) {
      super(message);
    }
  }

  /**
   * Reads a client's frame; empty if there is nothing to do: it is of a kind we do not know, or
   * tells the size of a page that is not shown.
   */
  static Optional<ClientFrame> read(String text) throws MalformedFrameException {
    JsonNode frame;
    try {
      frame = Json.mapper().readTree(text);
    } catch (JacksonException e) {
      throw new MalformedFrameException("A frame must be JSON");
    }
    if (!frame.isArray() || !frame.path(0).isString()) {
      throw new MalformedFrameException("A frame must be an array that begins with its kind");
    }
    return switch (frame.path(0).stringValue()) {
      case "stdin" -> Optional.of(stdin(frame));
      case "set_size" -> setSize(frame);
      default -> Optional.empty();
    };
  }

  private static ClientFrame stdin(JsonNode frame) throws MalformedFrameException {
    if (!frame.path(1).isString()) {
      throw new MalformedFrameException("stdin must be followed by a string");
    }
    return new ClientFrame.Stdin(frame.path(1).stringValue());
  }

  private static Optional<ClientFrame> setSize(JsonNode frame) throws MalformedFrameException {
    int rows = length(frame.path(1));
    int columns = length(frame.path(2));
    return rows == 0 || columns == 0
        ? Optional.empty()
        : Optional.of(new ClientFrame.SetSize(new WindowSize(rows, columns)));
  }

  private static int length(JsonNode number) throws MalformedFrameException {
    if (!number.isInt() || !(number.intValue() == 0 || WindowSize.isPossible(number.intValue()))) {
      throw new MalformedFrameException("set_size must be followed by rows and columns, 0 to 9999");
    }
    return number.intValue();
  }

  /** The first frame. */
  static TextWebSocketFrame setup() {
    return frame(List.of("setup", Map.of()));
  }

  /** Output. */
  static TextWebSocketFrame stdout(String text) {
    return frame(List.of("stdout", text));
  }

  /** The last frame: the shell has ended. */
  static TextWebSocketFrame disconnect() {
    return frame(List.of("disconnect", 1));
  }

  private static TextWebSocketFrame frame(List<?> elements) {
    return new TextWebSocketFrame(
        Unpooled.wrappedBuffer(Json.mapper().writeValueAsBytes(elements)));
  }
}
