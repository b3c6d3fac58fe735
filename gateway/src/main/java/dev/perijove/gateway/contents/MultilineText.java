package dev.perijove.gateway.contents;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Text that a notebook's file holds as a list of lines, so that versions compare well, and that
 * clients edit as one string: {@code multiline_string} in nbformat's schema.
 */
final class MultilineText {
  private MultilineText() {}

  /** Joins the text of all cells and outputs, in place. */
  static void join(ObjectNode notebook) {
    for (JsonNode cell : notebook.path("cells")) {
      joinField(cell, "source");
      for (JsonNode attachment : cell.path("attachments")) {
        joinBundle(attachment);
      }
      for (JsonNode output : cell.path("outputs")) {
        joinField(output, "text");
        joinBundle(output.path("data"));
      }
    }
  }

  /** JSON types hold lists that are lists. */
  private static void joinBundle(JsonNode bundle) {
    if (bundle instanceof ObjectNode data) {
      for (String type : data.propertyNames().toArray(String[]::new)) {
        if (!type.endsWith("json")) {
          joinField(data, type);
        }
      }
    }
  }

  private static void joinField(JsonNode owner, String name) {
    if (owner instanceof ObjectNode object && object.get(name) instanceof ArrayNode lines) {
      StringBuilder text = new StringBuilder();
      for (JsonNode line : lines) {
        if (!line.isString()) {
          return;
        }
        text.append(line.stringValue());
      }
      object.put(name, text.toString());
    }
  }
}
