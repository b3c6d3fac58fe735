package dev.perijove.protocol.notebook;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * Code, and what running it gave.
 *
 * @param executionCount empty if it was never run
 */
public record CodeCell(
    String id,
    String source,
    OptionalInt executionCount,
    List<Output> outputs,
    Map<String, JsonNode> metadata,
    Map<String, JsonNode> extra)
    implements Cell {

  public CodeCell {
    CellIds.require(id);
    requireNonNull(source, "source");
    requireNonNull(executionCount, "executionCount");
    outputs = List.copyOf(outputs);
    metadata = Kept.copy(metadata);
    extra = Kept.copy(extra);
  }

  /** Code that was not run. */
  public static CodeCell of(String id, String source) {
    return new CodeCell(id, source, OptionalInt.empty(), List.of(), Map.of(), Map.of());
  }

  /** The same cell after a run. */
  public CodeCell withRun(OptionalInt newExecutionCount, List<Output> newOutputs) {
    return new CodeCell(id, source, newExecutionCount, newOutputs, metadata, extra);
  }
}
