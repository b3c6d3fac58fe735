package dev.perijove.protocol.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns the tree of an nbformat 3 file into that of nbformat 4, as nbformat's own upgrade does:
 * worksheets are joined, headings become Markdown, outputs get MIME types.
 */
final class Nbformat3 {
  private static final Map<String, String> MIME_TYPES =
      Map.of(
          "text", "text/plain",
          "html", "text/html",
          "svg", "image/svg+xml",
          "png", "image/png",
          "jpeg", "image/jpeg",
          "latex", "text/latex",
          "json", "application/json",
          "javascript", "application/javascript");

  private static final Set<String> NOT_DATA = Set.of("output_type", "execution_count", "metadata");

  private Nbformat3() {}

  static ObjectNode upgrade(ObjectNode old) throws InvalidNotebookException {
    ObjectNode notebook = old.deepCopy();
    ArrayNode cells = JsonMapper.shared().createArrayNode();
    int worksheet = 0;
    for (JsonNode sheet : notebook.path("worksheets")) {
      for (JsonNode cell : sheet.path("cells")) {
        if (!(cell instanceof ObjectNode fields)) {
          throw new InvalidNotebookException(
              "worksheets[" + worksheet + "].cells must hold objects");
        }
        cells.add(cell(fields));
      }
      worksheet++;
    }
    notebook.remove(List.of("worksheets", "orig_nbformat", "orig_nbformat_minor"));
    notebook.set("cells", cells);
    if (notebook.path("metadata") instanceof ObjectNode metadata) {
      metadata.remove(List.of("name", "signature"));
    }
    return notebook;
  }

  private static ObjectNode cell(ObjectNode cell) {
    switch (cell.path("cell_type").asString("")) {
      case "code" -> upgradeCode(cell);
      case "heading" -> upgradeHeading(cell);
      case "html" -> cell.put("cell_type", "markdown");
      default -> {}
    }
    return cell;
  }

  private static void upgradeCode(ObjectNode cell) {
    cell.remove("language");
    rename(cell, "input", "source");
    rename(cell, "prompt_number", "execution_count");
    JsonNode collapsed = cell.remove("collapsed");
    if (collapsed != null) {
      ObjectNode metadata =
          cell.path("metadata") instanceof ObjectNode given ? given : cell.putObject("metadata");
      metadata.set("collapsed", collapsed);
    }
    if (!cell.has("source")) {
      cell.put("source", "");
    }
    for (JsonNode output : cell.path("outputs")) {
      if (output instanceof ObjectNode fields) {
        upgradeOutput(fields);
      }
    }
  }

  private static void upgradeHeading(ObjectNode cell) {
    JsonNode level = cell.remove("level");
    int depth = level == null ? 1 : Math.max(1, Math.min(6, level.asInt(1)));
    String title =
        Fields.joined(cell.path("source")).orElse("").lines().collect(Collectors.joining(" "));
    cell.put("cell_type", "markdown");
    cell.put("source", "#".repeat(depth) + " " + title);
  }

  private static void upgradeOutput(ObjectNode output) {
    switch (output.path("output_type").asString("")) {
      case "pyout" -> {
        output.put("output_type", "execute_result");
        rename(output, "prompt_number", "execution_count");
        gatherData(output);
      }
      case "display_data" -> gatherData(output);
      case "pyerr" -> output.put("output_type", "error");
      case "stream" -> {
        rename(output, "stream", "name");
        if (!output.has("name")) {
          output.put("name", "stdout");
        }
      }
      default -> {}
    }
  }

  private static void gatherData(ObjectNode output) {
    ObjectNode data = JsonMapper.shared().createObjectNode();
    for (String field : new ArrayList<>(output.propertyNames())) {
      if (!NOT_DATA.contains(field)) {
        String type = MIME_TYPES.getOrDefault(field, field);
        data.set(type, value(type, output.remove(field)));
      }
    }
    output.set("data", data);
    if (output.path("metadata") instanceof ObjectNode metadata) {
      MIME_TYPES.forEach((alias, type) -> rename(metadata, alias, type));
    }
  }

  /** JSON was kept as text; where it is none it stays as it was. */
  private static JsonNode value(String type, JsonNode value) {
    if (!type.equals("application/json")) {
      return value;
    }
    try {
      return JsonMapper.shared().readTree(Fields.joined(value).orElse(value.toString()));
    } catch (JacksonException e) {
      return value;
    }
  }

  private static void rename(ObjectNode object, String from, String to) {
    JsonNode value = object.remove(from);
    if (value != null) {
      object.set(to, value);
    }
  }
}
