package dev.perijove.gateway.contents;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Notebooks between their file and the JSON that clients edit. */
final class NotebookContent {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private NotebookContent() {}

  /** A notebook without cells, nbformat 4.5. */
  static ObjectNode empty() {
    ObjectNode notebook = MAPPER.createObjectNode();
    notebook.putArray("cells");
    notebook.putObject("metadata");
    notebook.put("nbformat", 4);
    notebook.put("nbformat_minor", 5);
    return notebook;
  }

  /**
   * Reads a file's bytes.
   *
   * @throws ContentsException if they are no notebook
   */
  static ObjectNode read(String apiPath, byte[] bytes) throws ContentsException {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(bytes);
    } catch (JacksonException e) {
      throw ContentsException.invalid(
          "Unreadable notebook: " + apiPath + " is not JSON: " + e.getOriginalMessage());
    }
    Optional<String> problem = problemOf(tree);
    if (problem.isPresent() || !(tree instanceof ObjectNode notebook)) {
      throw ContentsException.invalid(
          "Unreadable notebook: " + apiPath + ": " + problem.orElse("it is not an object"));
    }
    return notebook;
  }

  /** What keeps a tree from being a notebook. */
  static Optional<String> problemOf(JsonNode tree) {
    if (!tree.isObject()) {
      return Optional.of("a notebook is a JSON object");
    }
    if (!tree.path("nbformat").isInt()) {
      return Optional.of("it has no number nbformat");
    }
    if (!tree.path("cells").isArray() && !tree.path("worksheets").isArray()) {
      return Optional.of("it has no list of cells");
    }
    return Optional.empty();
  }

  /** The bytes of a notebook's file: indented by one, as nbformat writes them. */
  static byte[] write(ObjectNode notebook) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(withoutTransient(notebook));
  }

  /** Trust is told by the server and never kept in the file. */
  private static ObjectNode withoutTransient(ObjectNode notebook) {
    ObjectNode copy = notebook.deepCopy();
    if (copy.path("metadata") instanceof ObjectNode metadata) {
      metadata.remove("orig_nbformat");
      metadata.remove("signature");
    }
    if (copy.path("cells") instanceof ArrayNode cells) {
      for (JsonNode cell : cells) {
        if (cell.path("metadata") instanceof ObjectNode metadata) {
          metadata.remove("trusted");
        }
      }
    }
    return copy;
  }
}
