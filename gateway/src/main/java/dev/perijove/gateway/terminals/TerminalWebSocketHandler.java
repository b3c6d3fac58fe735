package dev.perijove.gateway.terminals;

import dev.perijove.gateway.http.WebSocketAcceptance;
import dev.perijove.gateway.terminals.TerminalFrames.ClientFrame;
import dev.perijove.gateway.terminals.TerminalFrames.MalformedFrameException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket {@code /terminals/websocket/{name}}: what the terminal has printed, then what it
 * prints, as fast as this client takes it; what is typed, as fast as the shell takes it.
 */
// A write that fails is seen by its connection closing; nothing else hangs on the future.
@SuppressWarnings("FutureReturnValueIgnored")
public final class TerminalWebSocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
  /** Characters in a frame of output. */
  private static final int FRAME = 16 * 1024;

  /** Bytes in a frame of input. */
  private static final int LONGEST_INPUT = 1024 * 1024;

  private final Terminal terminal;
  private @Nullable Attachment attachment;
  private boolean finished;

  private TerminalWebSocketHandler(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Accepts a handshake for a terminal. */
  static WebSocketAcceptance accept(Terminal terminal) {
    return new WebSocketAcceptance(Optional.empty(), new TerminalWebSocketHandler(terminal));
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    context.write(TerminalFrames.setup());
    attachment = terminal.attach(new Wake(context));
    pump(context);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    if (!(frame instanceof TextWebSocketFrame text)) {
      close(context, WebSocketCloseStatus.INVALID_MESSAGE_TYPE, "A terminal's frames are text");
      return;
    }
    if (text.content().readableBytes() > LONGEST_INPUT) {
      close(context, WebSocketCloseStatus.MESSAGE_TOO_BIG, "Send at most 1 MB at once");
      return;
    }
    try {
      Optional<ClientFrame> read = TerminalFrames.read(text.text());
      if (read.isPresent() && attachment != null) {
        obey(context, attachment, read.get());
      }
    } catch (MalformedFrameException e) {
      close(context, WebSocketCloseStatus.INVALID_PAYLOAD_DATA, String.valueOf(e.getMessage()));
    }
  }

  private static void obey(ChannelHandlerContext context, Attachment client, ClientFrame frame) {
    if (frame instanceof ClientFrame.SetSize resize) {
      client.resize(resize.size());
    } else if (frame instanceof ClientFrame.Stdin typed && !client.type(typed.text())) {
      context.channel().config().setAutoRead(false);
    }
  }

  private void pump(ChannelHandlerContext context) {
    if (finished) {
      return;
    }
    // A write may be told to us while it is made, also that it ends the connection.
    while (attachment != null && context.channel().isWritable()) {
      Terminal.Output output = attachment.take(FRAME);
      if (!output.text().isEmpty()) {
        context.write(TerminalFrames.stdout(output.text()));
      }
      if (output.isLast()) {
        context.write(TerminalFrames.disconnect());
        close(context, WebSocketCloseStatus.NORMAL_CLOSURE, "The terminal has ended");
        return;
      }
      if (output.text().isEmpty()) {
        break;
      }
    }
    context.flush();
  }

  private void close(ChannelHandlerContext context, WebSocketCloseStatus status, String reason) {
    finished = true;
    leave();
    context.writeAndFlush(new CloseWebSocketFrame(status, reason));
  }

  private void leave() {
    if (attachment != null) {
      attachment.detach();
      attachment = null;
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    pump(context);
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    leave();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    leave();
  }

  /** Brings what a terminal's threads tell to the connection's event loop, once at a time. */
  private final class Wake implements TerminalListener {
    private final ChannelHandlerContext context;
    private final AtomicBoolean woken = new AtomicBoolean();

    Wake(ChannelHandlerContext context) {
      this.context = context;
    }

    @Override
    public void outputReady() {
      if (woken.compareAndSet(false, true)) {
        context
            .executor()
            .execute(
                () -> {
                  woken.set(false);
                  pump(context);
                });
      }
    }

    @Override
    public void roomToType() {
      context.executor().execute(() -> context.channel().config().setAutoRead(true));
    }
  }
}
