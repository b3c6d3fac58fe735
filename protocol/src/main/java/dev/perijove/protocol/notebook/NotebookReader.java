package dev.perijove.protocol.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** Reads the tree of an nbformat 4 file, whatever its minor version. */
final class NotebookReader {
  private final CellIds ids = new CellIds();

  Notebook read(JsonNode tree) throws InvalidNotebookException {
    Fields fields = new Fields("", tree);
    fields.take("nbformat");
    fields.take("nbformat_minor");
    JsonNode cells = fields.require("cells");
    if (!cells.isArray()) {
      throw fields.invalid("cells", "must be a list");
    }
    List<Cell> read = new ArrayList<>();
    for (JsonNode cell : cells) {
      read.add(cell(read.size(), cell));
    }
    return new Notebook(read, fields.object("metadata"), fields.rest());
  }

  private Cell cell(int index, JsonNode json) throws InvalidNotebookException {
    Fields fields = new Fields("cells[" + index + "]", json);
    String type = fields.string("cell_type");
    String source = fields.text("source");
    String id = id(index, source, fields);
    Map<String, JsonNode> metadata = fields.object("metadata");
    return switch (type) {
      case "code" -> {
        OptionalInt count = fields.integer("execution_count");
        yield new CodeCell(id, source, count, outputs(fields), metadata, fields.rest());
      }
      case "markdown" -> new MarkdownCell(id, source, attachments(fields), metadata, fields.rest());
      case "raw" -> new RawCell(id, source, attachments(fields), metadata, fields.rest());
      default ->
          throw fields.invalid("cell_type", "must be code, markdown or raw, not '" + type + "'");
    };
  }

  /** Before 4.5 cells had no id; later, a copied cell may bear the id of its original. */
  private String id(int index, String source, Fields fields) throws InvalidNotebookException {
    Optional<JsonNode> given = fields.take("id");
    if (given.isEmpty()) {
      return ids.make(index, source);
    }
    if (!given.get().isString() || !CellIds.isValid(given.get().stringValue())) {
      throw fields.invalid("id", "must be 1 to 64 letters, digits, - and _");
    }
    String id = given.get().stringValue();
    return ids.take(id) ? id : ids.make(index, source);
  }

  private static Map<String, Map<String, JsonNode>> attachments(Fields fields)
      throws InvalidNotebookException {
    Map<String, Map<String, JsonNode>> attachments = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> file : fields.object("attachments").entrySet()) {
      String path = fields.pathOf("attachments") + "." + file.getKey();
      attachments.put(file.getKey(), MimeData.read(new Fields(path, file.getValue()).rest()));
    }
    return attachments;
  }

  private static List<Output> outputs(Fields fields) throws InvalidNotebookException {
    String path = fields.pathOf("outputs");
    List<Output> outputs = new ArrayList<>();
    for (JsonNode output : fields.list("outputs")) {
      outputs.add(output(new Fields(path + "[" + outputs.size() + "]", output)));
    }
    return outputs;
  }

  private static Output output(Fields fields) throws InvalidNotebookException {
    String type = fields.string("output_type");
    return switch (type) {
      case "stream" -> new Output.Stream(fields.string("name"), fields.text("text"), fields.rest());
      case "display_data" -> {
        Map<String, JsonNode> data = MimeData.read(fields.object("data"));
        yield new Output.DisplayData(data, fields.object("metadata"), fields.rest());
      }
      case "execute_result" -> {
        OptionalInt count = fields.integer("execution_count");
        Map<String, JsonNode> data = MimeData.read(fields.object("data"));
        yield new Output.ExecuteResult(count, data, fields.object("metadata"), fields.rest());
      }
      case "error" ->
          new Output.Failure(
              fields.string("ename", ""),
              fields.string("evalue", ""),
              fields.strings("traceback"),
              fields.rest());
      default -> new Output.Unknown(type, fields.rest());
    };
  }
}
