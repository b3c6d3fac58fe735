package dev.perijove.gateway.events;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket {@code /api/events/subscribe}: one JSON text frame an event; what a client says is
 * passed over.
 *
 * <p>A client that is {@value #LARGEST_BACKLOG} characters of events behind is closed with 1013
 * rather than given events with holes: JupyterLab comes back, and knows that it was away.
 */
// A write that fails is seen by its connection closing; nothing else hangs on the future.
@SuppressWarnings("FutureReturnValueIgnored")
final class EventsWebSocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
  static final int LARGEST_BACKLOG = 1024 * 1024;

  private final EventBus bus;
  private final AtomicInteger backlog = new AtomicInteger();
  private volatile boolean givenUp;
  private @Nullable Consumer<String> subscription;

  EventsWebSocketHandler(EventBus bus) {
    this.bus = bus;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    Consumer<String> subscriber = frame -> offer(context, frame);
    subscription = subscriber;
    bus.subscribe(subscriber);
  }

  /** On any thread. */
  private void offer(ChannelHandlerContext context, String frame) {
    if (givenUp) {
      return;
    }
    if (backlog.addAndGet(frame.length()) > LARGEST_BACKLOG) {
      givenUp = true;
      context.writeAndFlush(
          new CloseWebSocketFrame(
              WebSocketCloseStatus.TRY_AGAIN_LATER, "events come faster than they are read"));
      return;
    }
    context
        .writeAndFlush(new TextWebSocketFrame(frame))
        .addListener(written -> backlog.addAndGet(-frame.length()));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    // There is nothing a subscriber could say.
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    unsubscribe();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    unsubscribe();
  }

  private void unsubscribe() {
    if (subscription != null) {
      bus.unsubscribe(subscription);
      subscription = null;
    }
  }
}
