package dev.perijove.gateway.contents;

import dev.perijove.protocol.notebook.InvalidNotebookException;
import dev.perijove.protocol.notebook.Notebook;
import dev.perijove.protocol.notebook.NotebookCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A notebook between its file and the JSON that clients edit.
 *
 * <p>Whatever can be understood is brought to nbformat 4.5. What cannot, but has cells all the
 * same, is passed on as it is and said to be invalid: nobody's work is refused for a missing field.
 *
 * @param json what clients edit: text joined, no cell marked as trusted
 * @param problem what is wrong with it
 */
record NotebookContent(ObjectNode json, Optional<String> problem) {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  /** The file of a notebook without cells. */
  static byte[] empty() {
    return NotebookCodec.write(Notebook.of(List.of(), Map.of()));
  }

  /**
   * Reads a file.
   *
   * @throws ContentsException if it is no notebook
   */
  static NotebookContent read(String apiPath, byte[] file) throws ContentsException {
    try {
      byte[] understood = NotebookCodec.write(NotebookCodec.read(file));
      return new NotebookContent(joined(apiPath, understood), Optional.empty());
    } catch (InvalidNotebookException e) {
      return new NotebookContent(
          joined(apiPath, file), Optional.of("Notebook validation failed: " + e.getMessage()));
    }
  }

  /**
   * The file of what a client saves.
   *
   * @throws ContentsException if it is no notebook
   */
  static byte[] file(String apiPath, JsonNode saved) throws ContentsException {
    ObjectNode plain = notebook(apiPath, saved).deepCopy();
    CellTrust.unmark(plain);
    byte[] bytes = MAPPER.writeValueAsBytes(plain);
    try {
      return NotebookCodec.write(NotebookCodec.read(bytes));
    } catch (InvalidNotebookException e) {
      // Kept as it is; the next reader is told what is wrong.
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(plain);
    }
  }

  private static ObjectNode joined(String apiPath, byte[] file) throws ContentsException {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(file);
    } catch (JacksonException e) {
      throw unreadable(apiPath, "it is not JSON: " + e.getOriginalMessage());
    }
    ObjectNode notebook = notebook(apiPath, tree);
    MultilineText.join(notebook);
    CellTrust.unmark(notebook);
    return notebook;
  }

  private static ObjectNode notebook(String apiPath, JsonNode tree) throws ContentsException {
    if (tree instanceof ObjectNode notebook
        && notebook.path("nbformat").isInt()
        && notebook.path("cells").isArray()) {
      return notebook;
    }
    throw unreadable(apiPath, "a notebook is an object with a number nbformat and a list cells");
  }

  private static ContentsException unreadable(String apiPath, String why) {
    return ContentsException.invalid("Unreadable notebook: " + apiPath + ": " + why);
  }
}
