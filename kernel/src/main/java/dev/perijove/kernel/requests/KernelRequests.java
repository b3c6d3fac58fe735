package dev.perijove.kernel.requests;

import static java.util.Objects.requireNonNull;

import dev.perijove.kernel.channels.IopubPublisher;
import dev.perijove.kernel.channels.KernelWire;
import dev.perijove.kernel.engine.Engine;
import dev.perijove.kernel.history.ExecutionCounter;
import dev.perijove.kernel.history.History;
import dev.perijove.kernel.intellisense.Completer;
import dev.perijove.kernel.intellisense.Inspector;
import dev.perijove.protocol.content.CommClose;
import dev.perijove.protocol.content.CommInfoRequest;
import dev.perijove.protocol.content.CommMsg;
import dev.perijove.protocol.content.CommOpen;
import dev.perijove.protocol.content.CompleteRequest;
import dev.perijove.protocol.content.ConnectRequest;
import dev.perijove.protocol.content.DebugRequest;
import dev.perijove.protocol.content.ErrorOutput;
import dev.perijove.protocol.content.ExecuteRequest;
import dev.perijove.protocol.content.HistoryRequest;
import dev.perijove.protocol.content.InspectRequest;
import dev.perijove.protocol.content.InterruptRequest;
import dev.perijove.protocol.content.IsCompleteRequest;
import dev.perijove.protocol.content.KernelInfoRequest;
import dev.perijove.protocol.content.MessageType;
import dev.perijove.protocol.content.Reply;
import dev.perijove.protocol.content.Request;
import dev.perijove.protocol.content.ShutdownRequest;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The two tables of handlers: what the shell channel answers, and what the control channel answers
 * while a cell runs.
 *
 * @param engine gives the engine, and waits for its start if it must
 * @param isUp whether the engine and its program are up
 * @param shutdown begins the end of the kernel, and returns at once
 * @param version of this kernel
 */
public record KernelRequests(
    KernelWire wire,
    IopubPublisher iopub,
    Supplier<Engine> engine,
    BooleanSupplier isUp,
    CellOrigins origins,
    History history,
    Runnable interrupt,
    Runnable shutdown,
    String version) {

  private static final ErrorOutput NOT_UP =
      new ErrorOutput(
          "NotUp",
          "The user's program is not up, so nothing is known of this code; ask again later, or on"
              + " the shell channel, which waits for it.",
          List.of());

  public KernelRequests {
    requireNonNull(wire, "wire");
    requireNonNull(iopub, "iopub");
    requireNonNull(engine, "engine");
    requireNonNull(isUp, "isUp");
    requireNonNull(origins, "origins");
    requireNonNull(history, "history");
    requireNonNull(interrupt, "interrupt");
    requireNonNull(shutdown, "shutdown");
    requireNonNull(version, "version");
  }

  /**
   * What shell answers.
   *
   * @param lastReceived the number of the last message that has come on shell, handled or not
   */
  public RequestDispatcher shell(ReplySender replies, LongSupplier lastReceived) {
    ExecuteHandler execute =
        new ExecuteHandler(engine, origins, new ExecutionCounter(), history, lastReceived);
    return common(RequestDispatcher.builder(wire, iopub, replies, true))
        .on(MessageType.EXECUTE_REQUEST, ExecuteRequest.class, execute)
        .on(MessageType.COMPLETE_REQUEST, CompleteRequest.class, complete())
        .on(MessageType.INSPECT_REQUEST, InspectRequest.class, inspect())
        .on(MessageType.IS_COMPLETE_REQUEST, IsCompleteRequest.class, isComplete())
        .build();
  }

  /** What control answers, whatever the shell channel is doing. */
  public RequestDispatcher control(ReplySender replies) {
    return common(RequestDispatcher.builder(wire, iopub, replies, false))
        .on(MessageType.INTERRUPT_REQUEST, InterruptRequest.class, new InterruptHandler(interrupt))
        .on(
            MessageType.COMPLETE_REQUEST,
            CompleteRequest.class,
            whenUp(MessageType.COMPLETE_REQUEST, complete()))
        .on(
            MessageType.INSPECT_REQUEST,
            InspectRequest.class,
            whenUp(MessageType.INSPECT_REQUEST, inspect()))
        .on(
            MessageType.IS_COMPLETE_REQUEST,
            IsCompleteRequest.class,
            whenUp(MessageType.IS_COMPLETE_REQUEST, isComplete()))
        .on(MessageType.DEBUG_REQUEST, DebugRequest.class, new DebugHandler())
        .build();
  }

  private CompleteHandler complete() {
    return new CompleteHandler(() -> Completer.of(engine.get()));
  }

  private InspectHandler inspect() {
    return new InspectHandler(() -> Inspector.of(engine.get()));
  }

  private IsCompleteHandler isComplete() {
    return new IsCompleteHandler(engine);
  }

  /** Behind a question that waits for the program's start an interrupt would wait too. */
  private <Q extends Request> RequestHandler<Q> whenUp(
      MessageType type, RequestHandler<Q> handler) {
    return (request, context) ->
        isUp.getAsBoolean()
            ? handler.handle(request, context)
            : Reply.failureOf(type.wireName(), NOT_UP).map(Reply.class::cast).orElseThrow();
  }

  private RequestDispatcher.Builder common(RequestDispatcher.Builder table) {
    return table
        .on(
            MessageType.KERNEL_INFO_REQUEST,
            KernelInfoRequest.class,
            new KernelInfoHandler(version))
        .on(MessageType.HISTORY_REQUEST, HistoryRequest.class, new HistoryHandler(history))
        .on(
            MessageType.CONNECT_REQUEST,
            ConnectRequest.class,
            new ConnectHandler(wire.connection()))
        .on(MessageType.SHUTDOWN_REQUEST, ShutdownRequest.class, new ShutdownHandler(shutdown))
        .on(MessageType.COMM_INFO_REQUEST, CommInfoRequest.class, CommHandlers::info)
        .onNotice(MessageType.COMM_OPEN, CommOpen.class, CommHandlers::open)
        .onNotice(MessageType.COMM_MSG, CommMsg.class, CommHandlers::ignore)
        .onNotice(MessageType.COMM_CLOSE, CommClose.class, CommHandlers::ignore);
  }
}
