package dev.perijove.kernel.requests;

import dev.perijove.kernel.engine.CellError;
import dev.perijove.kernel.engine.CellResult;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The value of one of the {@code user_expressions} of an execute request. */
final class UserExpression {
  private UserExpression() {}

  /** A MIME bundle with {@code status: ok}, or an error. */
  static JsonNode of(CellResult result) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    Optional<CellError> error = ExecuteHandler.errorOf(result);
    if (error.isPresent()) {
      json.put("status", "error");
      json.put("ename", error.get().name());
      json.put("evalue", error.get().value());
      ArrayNode traceback = json.putArray("traceback");
      error.get().traceback().forEach(traceback::add);
      return json;
    }
    json.put("status", "ok");
    ObjectNode data = json.putObject("data");
    if (result instanceof CellResult.Value value) {
      MimeForms.bundle(value.bundle()).data().forEach(data::set);
    }
    json.putObject("metadata");
    return json;
  }
}
