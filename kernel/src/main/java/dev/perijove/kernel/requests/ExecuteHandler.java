package dev.perijove.kernel.requests;

import static java.util.Objects.requireNonNull;

import dev.perijove.kernel.engine.Cell;
import dev.perijove.kernel.engine.CellError;
import dev.perijove.kernel.engine.CellResult;
import dev.perijove.kernel.engine.Engine;
import dev.perijove.kernel.history.ExecutionCounter;
import dev.perijove.kernel.history.History;
import dev.perijove.protocol.content.ErrorOutput;
import dev.perijove.protocol.content.ExecuteInput;
import dev.perijove.protocol.content.ExecuteReply;
import dev.perijove.protocol.content.ExecuteRequest;
import dev.perijove.protocol.content.ExecuteResult;
import dev.perijove.protocol.content.Reply;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Answers {@code execute_request} ("Execute" in the Jupyter messaging documentation). */
public final class ExecuteHandler implements RequestHandler<ExecuteRequest> {
  private static final System.Logger LOG = System.getLogger(ExecuteHandler.class.getName());
  private static final String PLAIN = "text/plain";

  private final Supplier<Engine> engine;
  private final CellOrigins origins;
  private final ExecutionCounter counter;
  private final History history;
  private final LongSupplier lastReceived;

  /** Requests up to this number are answered {@code aborted}. Used by the shell thread only. */
  private long abortThrough;

  /**
   * @param engine gives the engine, and waits for its start if it must
   * @param lastReceived the number of the last message that has come on shell, handled or not
   */
  public ExecuteHandler(
      Supplier<Engine> engine,
      CellOrigins origins,
      ExecutionCounter counter,
      History history,
      LongSupplier lastReceived) {
    this.engine = requireNonNull(engine, "engine");
    this.origins = requireNonNull(origins, "origins");
    this.counter = requireNonNull(counter, "counter");
    this.history = requireNonNull(history, "history");
    this.lastReceived = requireNonNull(lastReceived, "lastReceived");
  }

  @Override
  public Reply handle(ExecuteRequest request, RequestContext context) throws InterruptedException {
    if (context.number() <= abortThrough) {
      return ExecuteReply.aborted(counter.last());
    }
    context.annotateReply("started", StringNode.valueOf(now()));
    ExecuteReply reply = run(request, number(request), context);
    if (reply instanceof ExecuteReply.Failed && request.stopOnError()) {
      abortThrough = lastReceived.getAsLong();
    }
    return reply;
  }

  private int number(ExecuteRequest request) {
    if (request.storesHistory()) {
      return counter.next();
    }
    return request.silent() ? counter.last() : counter.upcoming();
  }

  private ExecuteReply run(ExecuteRequest request, int number, RequestContext context)
      throws InterruptedException {
    long id =
        origins.begin(
            new CellOrigin(
                context.parent(), context.identities(), request.allowStdin(), request.silent()));
    try {
      // Only now, since who sees it may interrupt the cell.
      if (!request.silent()) {
        context.publish(new ExecuteInput(request.code(), number));
      }
      Cell cell = new Cell(id, number, request.code());
      CellResult result = result(cell);
      if (!request.silent()) {
        publish(result, number, context);
      }
      if (request.storesHistory()) {
        history.add(number, request.code(), plainText(result));
      }
      Optional<CellError> error = errorOf(result);
      if (error.isPresent()) {
        return ExecuteReply.failed(number, output(error.get()));
      }
      Map<String, JsonNode> values = evaluate(cell, request.userExpressions());
      return new ExecuteReply.Ok(
          number, values, origins.page().map(ExecuteHandler::payload).stream().toList());
    } finally {
      origins.end();
    }
  }

  /** "Payloads" in the Jupyter messaging documentation. */
  private static JsonNode payload(String page) {
    ObjectNode payload = JsonMapper.shared().createObjectNode();
    payload.put("source", "page");
    payload.putObject("data").put(PLAIN, page);
    payload.put("start", 0);
    return payload;
  }

  /** Our own failure, too, is an error of the cell: without one the person would see nothing. */
  private CellResult result(Cell cell) {
    try {
      return engine.get().run(cell);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "A cell could not be run", e);
      String name = e.getClass().getName();
      String value = String.valueOf(e.getMessage());
      return new CellResult.Failed(new CellError(name, value, List.of(name + ": " + value)));
    }
  }

  private static void publish(CellResult result, int number, RequestContext context)
      throws InterruptedException {
    for (String warning : result.warnings()) {
      context.stream("stderr", warning + "\n");
    }
    if (result instanceof CellResult.Value value) {
      context.publish(ExecuteResult.of(number, MimeForms.bundle(value.bundle())));
    }
    Optional<CellError> error = errorOf(result);
    if (error.isPresent()) {
      context.publish(output(error.get()));
    }
  }

  private Map<String, JsonNode> evaluate(Cell cell, Map<String, String> expressions) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    if (!expressions.isEmpty()) {
      engine
          .get()
          .evaluate(cell, expressions)
          .forEach((name, result) -> values.put(name, UserExpression.of(result)));
    }
    return values;
  }

  static Optional<CellError> errorOf(CellResult result) {
    if (result instanceof CellResult.Failed failed) {
      return Optional.of(failed.error());
    }
    if (result instanceof CellResult.Interrupted interrupted) {
      return Optional.of(interrupted.error());
    }
    if (result instanceof CellResult.WorkerLost lost) {
      return Optional.of(lost.error());
    }
    return Optional.empty();
  }

  private static Optional<String> plainText(CellResult result) {
    return result instanceof CellResult.Value value
        ? Optional.ofNullable(value.bundle().get(PLAIN))
        : Optional.empty();
  }

  private static ErrorOutput output(CellError error) {
    return new ErrorOutput(error.name(), error.value(), error.traceback());
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS).toString();
  }
}
