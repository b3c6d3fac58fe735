package dev.perijove.protocol.wire;

import dev.perijove.protocol.content.ErrorOutput;
import dev.perijove.protocol.content.ExecuteInput;
import dev.perijove.protocol.content.ExecuteReply;
import dev.perijove.protocol.content.ExecuteRequest;
import dev.perijove.protocol.content.ExecuteResult;
import dev.perijove.protocol.content.InputReply;
import dev.perijove.protocol.content.InputRequest;
import tools.jackson.databind.node.ObjectNode;

/** JSON of what running code needs: "Execute", "Code inputs", "Execution results", stdin. */
final class ExecuteFormats {
  static final ContentFormat<ExecuteRequest> REQUEST =
      new ContentFormat<>(ExecuteFormats::readRequest, ExecuteFormats::writeRequest);

  static final ContentFormat<ExecuteReply> REPLY =
      new ContentFormat<>(ExecuteFormats::readReply, ExecuteFormats::writeReply);

  static final ContentFormat<ExecuteInput> INPUT =
      new ContentFormat<>(
          fields -> new ExecuteInput(fields.string("code"), executionCount(fields)),
          (input, out) ->
              out.put("code", input.code()).put("execution_count", input.executionCount()));

  static final ContentFormat<ExecuteResult> RESULT =
      new ContentFormat<>(
          fields ->
              new ExecuteResult(
                  executionCount(fields),
                  DisplayFormats.readBundle(fields),
                  fields.map("transient")),
          (result, out) -> {
            out.put("execution_count", result.executionCount());
            DisplayFormats.writeBundle(result.bundle(), out);
            if (!result.transientData().isEmpty()) {
              out.putObject("transient").setAll(result.transientData());
            }
          });

  static final ContentFormat<ErrorOutput> ERROR =
      new ContentFormat<>(
          fields ->
              new ErrorOutput(
                  fields.string("ename"),
                  fields.stringOr("evalue", ""),
                  fields.stringList("traceback")),
          (error, out) ->
              ContentFormat.writeError(error.ename(), error.evalue(), error.traceback(), out));

  static final ContentFormat<InputRequest> STDIN_REQUEST =
      new ContentFormat<>(
          fields ->
              new InputRequest(fields.stringOr("prompt", ""), fields.booleanOr("password", false)),
          (request, out) ->
              out.put("prompt", request.prompt()).put("password", request.password()));

  static final ContentFormat<InputReply> STDIN_REPLY =
      ContentFormat.reply(
          InputReply.Ok.class,
          fields -> new InputReply.Ok(fields.string("value")),
          (reply, out) -> out.put("value", reply.value()),
          InputReply.Failed::new,
          InputReply.Aborted::new);

  private ExecuteFormats() {}

  private static ExecuteRequest readRequest(Fields fields) throws MalformedMessageException {
    boolean silent = fields.booleanOr("silent", false);
    return new ExecuteRequest(
        fields.string("code"),
        silent,
        fields.booleanOr("store_history", !silent),
        fields.stringMap("user_expressions"),
        fields.booleanOr("allow_stdin", true),
        fields.booleanOr("stop_on_error", true));
  }

  private static void writeRequest(ExecuteRequest request, ObjectNode out) {
    out.put("code", request.code());
    out.put("silent", request.silent());
    out.put("store_history", request.storeHistory());
    request.userExpressions().forEach(out.putObject("user_expressions")::put);
    out.put("allow_stdin", request.allowStdin());
    out.put("stop_on_error", request.stopOnError());
  }

  private static ExecuteReply readReply(Fields fields) throws MalformedMessageException {
    String status = fields.stringOr("status", "ok");
    int count = executionCount(fields);
    return switch (status) {
      case "ok" ->
          new ExecuteReply.Ok(count, fields.map("user_expressions"), fields.list("payload"));
      case "error" ->
          ContentFormat.readFailed(
              fields,
              (ename, evalue, traceback) ->
                  new ExecuteReply.Failed(count, ename, evalue, traceback));
      case "aborted", "abort" -> new ExecuteReply.Aborted(count);
      default -> throw fields.malformed("status", "must be ok, error or aborted");
    };
  }

  private static void writeReply(ExecuteReply reply, ObjectNode out) {
    ContentFormat.writeStatus(reply, out);
    out.put("execution_count", reply.executionCount());
    if (reply instanceof ExecuteReply.Ok ok) {
      out.putObject("user_expressions").setAll(ok.userExpressions());
      out.putArray("payload").addAll(ok.payload());
    }
  }

  /** Some kernels leave the count out, or send null. */
  private static int executionCount(Fields fields) throws MalformedMessageException {
    return fields.integerOr("execution_count", 0);
  }
}
