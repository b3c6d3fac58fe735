package dev.perijove.gateway.http;

import io.netty.channel.ChannelHandler;
import java.util.Objects;
import java.util.Optional;

/**
 * How a WebSocket goes on after the handshake.
 *
 * <p>The handler is added to the channel's pipeline on its event loop once the 101 is on its way:
 * {@code handlerAdded} is its start, {@code channelInactive} its end, and if the handshake fails it
 * is never added. It reads whole {@code TextWebSocketFrame} and {@code BinaryWebSocketFrame}
 * objects (fragments are joined) and owns each of them. Pings, pongs and the closing handshake are
 * the pipeline's work: to close, write a {@code CloseWebSocketFrame}. {@code
 * channel.config().setAutoRead(false)} stops delivery at once.
 *
 * @param subprotocol the one of the client's {@link Request#subprotocols()} that is spoken
 * @param handler handles the frames of this one connection
 */
public record WebSocketAcceptance(Optional<String> subprotocol, ChannelHandler handler) {
  /** Checks that both are present. */
  public WebSocketAcceptance {
    Objects.requireNonNull(subprotocol, "subprotocol");
    Objects.requireNonNull(handler, "handler");
  }
}
