package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The value of a cell; "Execution results" in the Jupyter messaging documentation.
 *
 * @param transientData not for keeping; may hold a {@code display_id}
 */
public record ExecuteResult(
    int executionCount, MimeBundle bundle, Map<String, JsonNode> transientData) implements Content {
  public ExecuteResult {
    requireNonNull(bundle, "bundle");
    transientData = Ordered.copy(transientData);
  }

  /** A value without a display id. */
  public static ExecuteResult of(int executionCount, MimeBundle bundle) {
    return new ExecuteResult(executionCount, bundle, Map.of());
  }
}
