package dev.perijove.gateway.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP connection: takes a head, has it decided on, takes the body, has the handler run, and
 * writes the answer, one request after the other. Lives on its event loop; reads only when it has
 * room for what comes.
 */
// A write that fails is seen by its connection closing; nothing else hangs on the future.
@SuppressWarnings("FutureReturnValueIgnored")
final class HttpConnection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

  /** An unwanted body up to here is swallowed, so that the connection can be used again. */
  private static final int SWALLOWED_BODY = 1024 * 1024;

  /** How long a connection that is given up goes on swallowing, so that the answer arrives. */
  private static final Duration LINGER = Duration.ofSeconds(2);

  private enum State {
    /** Waits for a head. */
    HEAD,
    /** Takes a body. */
    BODY,
    /** A handler is at work. */
    RUNNING,
    /** An answer is on its way. */
    WRITING,
    /** An answer is on its way, or out; what comes in is swallowed. */
    CLOSING
  }

  private final Served served;

  /** One read brings several messages; those there is no room for yet wait here. */
  private final Deque<Object> held = new ArrayDeque<>();

  private State state = State.HEAD;
  private boolean taking;
  private boolean draining;
  private @Nullable Exchange exchange;
  private @Nullable ScheduledFuture<?> deadline;

  HttpConnection(Served served) {
    this.served = served;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    expectHead(context, served.timeouts().head());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    held.add(message);
    takeHeld(context);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    takeHeld(context);
  }

  /** Takes what was read as long as there is room for it, and then asks for more. */
  private void takeHeld(ChannelHandlerContext context) {
    if (taking) {
      return;
    }
    taking = true;
    try {
      while (hasRoom() && !held.isEmpty()) {
        takeOne(context, held.remove());
      }
    } finally {
      taking = false;
    }
    if (hasRoom()) {
      context.read();
    }
  }

  private boolean hasRoom() {
    return state != State.RUNNING && state != State.WRITING;
  }

  private void takeOne(ChannelHandlerContext context, Object message) {
    try {
      if (state == State.HEAD && message instanceof HttpRequest head) {
        onHead(context, head);
      }
      if (state == State.BODY && exchange != null && message instanceof HttpContent content) {
        onContent(context, exchange, content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void expectHead(ChannelHandlerContext context, Duration patience) {
    state = State.HEAD;
    exchange = null;
    schedule(context, patience, context::close);
    takeHeld(context);
  }

  private void onHead(ChannelHandlerContext context, HttpRequest head) {
    cancelDeadline();
    Exchange begun = Exchange.begin(head, served);
    exchange = begun;
    boolean unwanted = begun.answer().isPresent();
    if (head.decoderResult().isFailure()
        || (unwanted && (begun.awaitsContinue() || begun.bodyLength() > SWALLOWED_BODY))) {
      answer(context, begun, begun.answer().orElseThrow(), false);
      return;
    }
    if (begun.awaitsContinue()) {
      context.writeAndFlush(
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    }
    state = State.BODY;
    expectBody(context, begun);
  }

  private void expectBody(ChannelHandlerContext context, Exchange begun) {
    Response late = Problem.of(408, "The rest of the request's body did not come").toResponse();
    schedule(context, begun.patience(), () -> answer(context, begun, late, false));
  }

  private void onContent(ChannelHandlerContext context, Exchange begun, HttpContent content) {
    cancelDeadline();
    if (content.decoderResult().isFailure()) {
      Problem problem = Exchange.malformed(content.decoderResult().cause());
      answer(context, begun, problem.toResponse(), false);
      return;
    }
    begun.receive(content.content());
    Optional<Response> settled = begun.answer();
    boolean last = content instanceof LastHttpContent;
    if (last && settled.isEmpty()) {
      run(context, begun);
    } else if (settled.isPresent() && (last || begun.bodyLength() > SWALLOWED_BODY)) {
      answer(context, begun, settled.get(), last && begun.keepAlive());
    } else {
      expectBody(context, begun);
    }
  }

  private void run(ChannelHandlerContext context, Exchange begun) {
    state = State.RUNNING;
    Request request = begun.complete();
    Route.Endpoint endpoint = begun.endpoint();
    try {
      served.threads().run(() -> work(context, begun, request, endpoint));
    } catch (Problem problem) {
      answer(context, begun, problem.toResponse(), begun.keepAlive());
    }
  }

  /** On a request thread. */
  private void work(
      ChannelHandlerContext context, Exchange begun, Request request, Route.Endpoint endpoint) {
    if (endpoint instanceof Route.Endpoint.Socket socket) {
      RequestWork.accept(
              socket.route(),
              request,
              acceptance -> onLoop(context, () -> upgrade(context, begun, acceptance)))
          .ifPresent(refusal -> deliver(context, begun, refusal));
    } else if (endpoint instanceof Route.Endpoint.Http http) {
      deliver(context, begun, RequestWork.answer(http.handler(), request));
    }
  }

  private void deliver(ChannelHandlerContext context, Exchange begun, Representation ready) {
    if (!onLoop(context, () -> write(context, begun, ready, begun.keepAlive()))) {
      ready.discard();
    }
  }

  private static boolean onLoop(ChannelHandlerContext context, Runnable task) {
    try {
      context.executor().execute(() -> guarded(context, task));
      return true;
    } catch (RejectedExecutionException e) {
      LOG.debug("The server stopped before a handler was done", e);
      return false;
    }
  }

  /** A fault of ours costs its connection, and does not leave it waiting for ever. */
  private static void guarded(ChannelHandlerContext context, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("An answer could not be written", e);
      context.close();
    }
  }

  private void answer(
      ChannelHandlerContext context, Exchange begun, Response response, boolean keepAlive) {
    write(context, begun, RequestWork.represent(begun.request(), response), keepAlive);
  }

  private void write(
      ChannelHandlerContext context, Exchange begun, Representation ready, boolean keepAlive) {
    cancelDeadline();
    boolean goesOn = keepAlive && !draining;
    state = goesOn ? State.WRITING : State.CLOSING;
    ResponseWriter.write(context, served.base(), ready, begun.addedHeaders(), goesOn)
        .addListener(
            written -> {
              if (!written.isSuccess()) {
                LOG.debug("{} was not answered", begun.request(), written.cause());
                context.close();
                return;
              }
              answered(begun, ready.response().status());
              if (goesOn && !draining) {
                expectHead(context, served.timeouts().keepAlive());
              } else {
                linger(context);
              }
            });
  }

  private void answered(Exchange begun, int status) {
    served.answers().answered(begun.request().method(), begun.route(), status, begun.age());
  }

  /**
   * Says that nothing more is sent, and swallows what still comes: closing at once would make the
   * system reset the connection, and the answer could be lost on its way.
   */
  private void linger(ChannelHandlerContext context) {
    state = State.CLOSING;
    schedule(context, LINGER, context::close);
    if (context.channel() instanceof DuplexChannel duplex) {
      duplex.shutdownOutput();
    }
    takeHeld(context);
  }

  private void upgrade(
      ChannelHandlerContext context, Exchange begun, WebSocketAcceptance acceptance) {
    if (draining) {
      answer(context, begun, Problem.unavailable("The gateway is stopping").toResponse(), false);
      return;
    }
    state = State.WRITING;
    WebSocketUpgrade.perform(context, served, begun, acceptance);
    answered(begun, 101);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == Drain.NOW) {
      draining = true;
      if (state == State.HEAD) {
        context.close();
      }
    } else if (event instanceof IdleStateEvent
        && (state == State.WRITING || state == State.CLOSING)) {
      context.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // The peer's doing, such as a reset; faults of handlers are caught where they run.
    LOG.debug("Connection from {} broken", context.channel().remoteAddress(), cause);
    context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cancelDeadline();
    releaseHeld();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    releaseHeld();
  }

  private void releaseHeld() {
    while (!held.isEmpty()) {
      ReferenceCountUtil.release(held.remove());
    }
  }

  private void schedule(ChannelHandlerContext context, Duration delay, Runnable task) {
    cancelDeadline();
    deadline = context.executor().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }
}
