package dev.perijove.protocol.notebook;

import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the tree of an nbformat 4.5 file. */
final class NotebookWriter {
  private NotebookWriter() {}

  static ObjectNode write(Notebook notebook) {
    ObjectNode json = object(notebook.extra());
    ArrayNode cells = json.putArray("cells");
    notebook.cells().forEach(cell -> cells.add(cell(cell)));
    json.set("metadata", object(notebook.metadata()));
    json.put("nbformat", Notebook.NBFORMAT);
    json.put("nbformat_minor", Notebook.NBFORMAT_MINOR);
    return json;
  }

  private static ObjectNode cell(Cell cell) {
    ObjectNode json = object(cell.extra());
    json.put("id", cell.id());
    json.set("metadata", object(cell.metadata()));
    json.set("source", MimeData.lines(cell.source()));
    if (cell instanceof CodeCell code) {
      json.put("cell_type", "code");
      putCount(json, code.executionCount());
      ArrayNode outputs = json.putArray("outputs");
      code.outputs().forEach(output -> outputs.add(output(output)));
    } else if (cell instanceof MarkdownCell markdown) {
      json.put("cell_type", "markdown");
      putAttachments(json, markdown.attachments());
    } else if (cell instanceof RawCell raw) {
      json.put("cell_type", "raw");
      putAttachments(json, raw.attachments());
    }
    return json;
  }

  private static ObjectNode output(Output output) {
    ObjectNode json = object(output.extra());
    if (output instanceof Output.Stream stream) {
      json.put("output_type", "stream");
      json.put("name", stream.name());
      json.set("text", MimeData.lines(stream.text()));
    } else if (output instanceof Output.DisplayData display) {
      json.put("output_type", "display_data");
      json.set("data", MimeData.write(display.data()));
      json.set("metadata", object(display.metadata()));
    } else if (output instanceof Output.ExecuteResult result) {
      json.put("output_type", "execute_result");
      putCount(json, result.executionCount());
      json.set("data", MimeData.write(result.data()));
      json.set("metadata", object(result.metadata()));
    } else if (output instanceof Output.Failure failure) {
      json.put("output_type", "error");
      json.put("ename", failure.ename());
      json.put("evalue", failure.evalue());
      ArrayNode traceback = json.putArray("traceback");
      failure.traceback().forEach(traceback::add);
    } else if (output instanceof Output.Unknown unknown) {
      json.put("output_type", unknown.outputType());
    }
    return json;
  }

  private static void putCount(ObjectNode json, OptionalInt count) {
    if (count.isPresent()) {
      json.put("execution_count", count.getAsInt());
    } else {
      json.putNull("execution_count");
    }
  }

  private static void putAttachments(
      ObjectNode json, Map<String, Map<String, JsonNode>> attachments) {
    if (!attachments.isEmpty()) {
      ObjectNode files = json.putObject("attachments");
      attachments.forEach((name, data) -> files.set(name, MimeData.write(data)));
    }
  }

  private static ObjectNode object(Map<String, JsonNode> fields) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    fields.forEach(json::set);
    return json;
  }
}
