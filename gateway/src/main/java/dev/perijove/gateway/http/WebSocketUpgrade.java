package dev.perijove.gateway.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.flow.FlowControlHandler;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns an HTTP connection into a WebSocket, RFC 6455 section 4.2. */
// A write that fails is seen by its connection closing; nothing else hangs on the future.
@SuppressWarnings("FutureReturnValueIgnored")
final class WebSocketUpgrade {
  private static final Logger LOG = LoggerFactory.getLogger(WebSocketUpgrade.class);
  private static final String VERSION = "13";

  private WebSocketUpgrade() {}

  /** The refusal of a request that is no handshake we know. */
  static Optional<Response> check(Request request) {
    if (!request.isWebSocketHandshake()) {
      return Optional.of(
          Problem.of(426, "This is a WebSocket; a handshake is asked for")
              .toResponse()
              .header("Upgrade", "websocket"));
    }
    if (!request.header("Sec-WebSocket-Version").equals(Optional.of(VERSION))) {
      return Optional.of(
          Problem.of(426, "Only version " + VERSION + " of the WebSocket protocol is spoken")
              .toResponse()
              .header("Sec-WebSocket-Version", VERSION));
    }
    if (request.header("Sec-WebSocket-Key").isEmpty()) {
      return Optional.of(Problem.badRequest("The handshake has no Sec-WebSocket-Key").toResponse());
    }
    return Optional.empty();
  }

  /** Sends the 101 and puts the WebSocket's handlers in place of HTTP's; on the event loop. */
  static void perform(
      ChannelHandlerContext context, Served served, Exchange begun, WebSocketAcceptance accepted) {
    int longest = served.limits().webSocketMessageBytes();
    WebSocketServerHandshaker13 handshaker =
        new WebSocketServerHandshaker13(
            begun.handshake().uri(),
            accepted.subprotocol().orElse(null),
            WebSocketDecoderConfig.newBuilder().maxFramePayloadLength(longest).build());
    DefaultHttpHeaders added = new DefaultHttpHeaders();
    begun.addedHeaders().forEach(header -> added.add(header.name(), header.value()));
    ChannelPipeline pipeline = context.pipeline();
    pipeline.remove(HttpPipeline.STALLED);
    handshaker
        .handshake(context.channel(), begun.handshake(), added, context.newPromise())
        .addListener(
            sent -> {
              if (!sent.isSuccess()) {
                LOG.debug("The handshake of {} was not answered", begun.request(), sent.cause());
                context.close();
                return;
              }
              pipeline
                  .addLast(new WebSocketFrameAggregator(longest))
                  .addLast(new WebSocketLife(served.timeouts()))
                  .addLast(new FlowControlHandler());
              pipeline.remove(HttpConnection.class);
              context.channel().config().setAutoRead(true);
              pipeline.addLast(accepted.handler()).addLast(new WebSocketFault());
            });
  }
}
