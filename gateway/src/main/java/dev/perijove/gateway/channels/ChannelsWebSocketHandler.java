package dev.perijove.gateway.channels;

import dev.perijove.gateway.http.Problem;
import dev.perijove.gateway.http.Request;
import dev.perijove.gateway.http.WebSocketAcceptance;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket {@code /api/kernels/{kernel_id}/channels}. Accepts at once, also while the kernel
 * starts: what the client sends then waits for the kernel, not the handshake.
 */
public final class ChannelsWebSocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> {

  private static final int LONGEST_SESSION_ID = 256;

  private final KernelChannels channels;
  private final ClientProtocol protocol;
  private final Optional<String> sessionId;
  private @Nullable KernelConnection connection;

  private ChannelsWebSocketHandler(
      KernelChannels channels, ClientProtocol protocol, Optional<String> sessionId) {
    this.channels = channels;
    this.protocol = protocol;
    this.sessionId = sessionId;
  }

  /**
   * Accepts a handshake for a kernel. {@code session_id} names the client over its reconnects;
   * without one it cannot come back to what it missed.
   *
   * @throws Problem 400 if the session id is absurdly long
   */
  public static WebSocketAcceptance accept(Request request, KernelChannels channels) {
    Optional<String> sessionId = request.query("session_id").filter(id -> !id.isEmpty());
    if (sessionId.isPresent() && sessionId.get().length() > LONGEST_SESSION_ID) {
      throw Problem.badRequest("session_id is longer than " + LONGEST_SESSION_ID + " characters");
    }
    ClientProtocol protocol = ClientProtocol.choose(request.subprotocols());
    return new WebSocketAcceptance(
        protocol.subprotocol(), new ChannelsWebSocketHandler(channels, protocol, sessionId));
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    KernelConnection opened = new KernelConnection(context, protocol, channels, sessionId);
    connection = opened;
    opened.open();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    if (connection != null) {
      connection.receive(frame);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (connection != null && context.channel().isWritable()) {
      connection.pump();
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    gone();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    gone();
  }

  private void gone() {
    if (connection != null) {
      connection.gone();
      connection = null;
    }
  }
}
