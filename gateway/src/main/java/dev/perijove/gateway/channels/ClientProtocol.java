package dev.perijove.gateway.channels;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.wire.ChannelMessage;
import dev.perijove.protocol.wire.MalformedMessageException;
import dev.perijove.protocol.wire.WebSocketJsonFrames;
import dev.perijove.protocol.wire.WebSocketV1Frames;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.List;
import java.util.Optional;

/** The two ways a message is put into WebSocket frames; chosen once, at the handshake. */
enum ClientProtocol {
  /**
   * Subprotocol {@code v1.kernel.websocket.jupyter.org}: the JSON parts stay the kernel's bytes.
   */
  V1 {
    @Override
    WebSocketFrame encode(Channel channel, RawMessage message) {
      return new BinaryWebSocketFrame(
          Unpooled.wrappedBuffer(WebSocketV1Frames.join(channel, message)));
    }

    @Override
    ChannelMessage decode(WebSocketFrame frame) throws MalformedMessageException {
      if (frame instanceof BinaryWebSocketFrame) {
        return WebSocketV1Frames.split(frame.content().nioBuffer());
      }
      throw new MalformedMessageException(
          "a text frame, where " + WebSocketV1Frames.SUBPROTOCOL + " has binary frames only");
    }
  },
  /** No subprotocol: one JSON text, or a binary frame when there are buffers. */
  JSON {
    @Override
    WebSocketFrame encode(Channel channel, RawMessage message) throws MalformedMessageException {
      WebSocketJsonFrames.Frame frame = WebSocketJsonFrames.join(channel, message);
      if (frame instanceof WebSocketJsonFrames.Frame.Text text) {
        return new TextWebSocketFrame(text.text());
      }
      return new BinaryWebSocketFrame(
          Unpooled.wrappedBuffer(((WebSocketJsonFrames.Frame.Binary) frame).bytes()));
    }

    @Override
    ChannelMessage decode(WebSocketFrame frame) throws MalformedMessageException {
      return frame instanceof TextWebSocketFrame text
          ? WebSocketJsonFrames.split(text.text())
          : WebSocketJsonFrames.split(frame.content().nioBuffer());
    }
  };

  /** The best of what a client offers: version 1 if it is there, whatever else there is. */
  static ClientProtocol choose(List<String> offered) {
    return offered.contains(WebSocketV1Frames.SUBPROTOCOL) ? V1 : JSON;
  }

  Optional<String> subprotocol() {
    return this == V1 ? Optional.of(WebSocketV1Frames.SUBPROTOCOL) : Optional.empty();
  }

  abstract WebSocketFrame encode(Channel channel, RawMessage message)
      throws MalformedMessageException;

  abstract ChannelMessage decode(WebSocketFrame frame) throws MalformedMessageException;
}
