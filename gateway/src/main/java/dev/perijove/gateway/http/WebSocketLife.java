package dev.perijove.gateway.http;

import dev.perijove.gateway.http.HttpServerConfig.Timeouts;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a WebSocket alive, notices when it is dead, and closes it in order, RFC 6455 section 5.5.
 *
 * <p>Death is told with care, since heavy output must not look like it. Anything that comes in is a
 * sign of life. The wait for a pong begins when its ping has left, not when it was queued behind
 * megabytes of output; while it is queued, output that moves is a sign of life too. While our side
 * does not read, nothing can be heard and nobody is judged.
 */
// A write that fails is seen by its connection closing; nothing else hangs on the future.
@SuppressWarnings("FutureReturnValueIgnored")
final class WebSocketLife extends ChannelDuplexHandler {
  private static final Logger LOG = LoggerFactory.getLogger(WebSocketLife.class);

  /** How long the peer may take to answer a close. */
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final Timeouts timeouts;
  private @Nullable ScheduledFuture<?> pings;
  private boolean closeSent;

  /** When silence began to count; {@link System#nanoTime()}. */
  private long aliveAt;

  private boolean pingQueued;
  private boolean pingUnanswered;

  WebSocketLife(Timeouts timeouts) {
    this.timeouts = timeouts;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    aliveAt = System.nanoTime();
    long interval = timeouts.ping().toNanos();
    pings =
        context
            .executor()
            .scheduleAtFixedRate(
                () -> pingOrGiveUp(context), interval, interval, TimeUnit.NANOSECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (pings != null) {
      pings.cancel(false);
    }
  }

  private void pingOrGiveUp(ChannelHandlerContext context) {
    long now = System.nanoTime();
    boolean reading = context.channel().config().isAutoRead();
    if (!reading) {
      aliveAt = now;
      return;
    }
    if (pingUnanswered && now - aliveAt >= timeouts.pong().toNanos()) {
      LOG.info(
          "WebSocket to {} closed: no sign of life for {} s",
          context.channel().remoteAddress(),
          timeouts.pong().toSeconds());
      context.close();
      return;
    }
    if (pingQueued || closeSent) {
      return;
    }
    pingQueued = true;
    boolean first = !pingUnanswered;
    pingUnanswered = true;
    context
        .writeAndFlush(new PingWebSocketFrame())
        .addListener(
            sent -> {
              pingQueued = false;
              if (first) {
                aliveAt = System.nanoTime();
              }
            });
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    aliveAt = System.nanoTime();
    pingUnanswered = false;
    if (message instanceof PingWebSocketFrame ping) {
      context.writeAndFlush(new PongWebSocketFrame(ping.content()));
    } else if (message instanceof PongWebSocketFrame pong) {
      pong.release();
    } else if (message instanceof CloseWebSocketFrame close) {
      onClose(context, close);
    } else if (closeSent) {
      ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
  }

  private void onClose(ChannelHandlerContext context, CloseWebSocketFrame close) {
    if (closeSent) {
      close.release();
      context.close();
      return;
    }
    closeSent = true;
    context.writeAndFlush(close).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (closeSent) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new ClosedChannelException());
      return;
    }
    if (message instanceof CloseWebSocketFrame) {
      closeSent = true;
      context.executor().schedule(() -> context.close(), CLOSING.toMillis(), TimeUnit.MILLISECONDS);
      // The peer's close must be heard even if its messages are not wanted at the moment.
      context.channel().config().setAutoRead(true);
    }
    context.write(message, promise.unvoid()).addListener(sent -> onSent());
  }

  private void onSent() {
    if (pingQueued) {
      aliveAt = System.nanoTime();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == Drain.NOW) {
      context
          .channel()
          .writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.SERVICE_RESTART));
      return;
    }
    context.fireUserEventTriggered(event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException) {
      // Netty's decoder has sent the close frame this calls for, and closes the connection.
      LOG.debug("WebSocket from {} closed", context.channel().remoteAddress(), cause);
      closeSent = true;
    } else if (cause instanceof PrematureChannelClosureException) {
      LOG.debug("WebSocket from {} ended within a message", context.channel().remoteAddress());
    } else if (cause instanceof TooLongFrameException) {
      context
          .channel()
          .writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.MESSAGE_TOO_BIG));
    } else {
      context.fireExceptionCaught(cause);
    }
  }
}
