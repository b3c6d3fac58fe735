package dev.perijove.gateway.contents;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Marks code cells whose output may run scripts in the page, {@code metadata.trusted}. The mark
 * travels between server and page and is never written to a file.
 */
final class CellTrust {
  private static final String TRUSTED = "trusted";

  /** Outputs that can hold scripts. */
  private static final Set<String> RICH = Set.of("execute_result", "display_data");

  private CellTrust() {}

  static void mark(ObjectNode notebook) {
    for (JsonNode cell : notebook.path("cells")) {
      if (isCode(cell) && cell.path("metadata") instanceof ObjectNode metadata) {
        metadata.put(TRUSTED, true);
      }
    }
  }

  static void unmark(ObjectNode notebook) {
    for (JsonNode cell : notebook.path("cells")) {
      if (cell.path("metadata") instanceof ObjectNode metadata) {
        metadata.remove(TRUSTED);
      }
    }
  }

  /** Whether the page trusts every output there is: those it made itself, or was told to. */
  static boolean isComplete(JsonNode notebook) {
    for (JsonNode cell : notebook.path("cells")) {
      if (isCode(cell) && !cell.path("metadata").path(TRUSTED).asBoolean(false) && hasRich(cell)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasRich(JsonNode cell) {
    for (JsonNode output : cell.path("outputs")) {
      if (RICH.contains(output.path("output_type").asString(""))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCode(JsonNode cell) {
    return cell.path("cell_type").asString("").equals("code");
  }
}
