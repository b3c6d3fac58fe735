package dev.perijove.protocol.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * Takes the known fields out of one JSON object; what is left is extra. Knows where the object
 * stands, so that an error can say it.
 */
final class Fields {
  private final String path;
  private final Map<String, JsonNode> left = new LinkedHashMap<>();

  Fields(String path, JsonNode object) throws InvalidNotebookException {
    this.path = path;
    if (!object.isObject()) {
      throw new InvalidNotebookException(
          (path.isEmpty() ? "the file" : path) + " must be an object");
    }
    object.properties().forEach(field -> left.put(field.getKey(), field.getValue()));
  }

  String pathOf(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  Map<String, JsonNode> rest() {
    return left;
  }

  /** Empty for a missing field and for {@code null}. */
  Optional<JsonNode> take(String field) {
    return Optional.ofNullable(left.remove(field)).filter(value -> !value.isNull());
  }

  JsonNode require(String field) throws InvalidNotebookException {
    return take(field).orElseThrow(() -> invalid(field, "is missing"));
  }

  String string(String field) throws InvalidNotebookException {
    JsonNode value = require(field);
    if (!value.isString()) {
      throw invalid(field, "must be a string");
    }
    return value.stringValue();
  }

  String string(String field, String absent) throws InvalidNotebookException {
    return left.containsKey(field) && !left.get(field).isNull() ? string(field) : absent;
  }

  /** A string, or a list of strings that are its lines. */
  String text(String field) throws InvalidNotebookException {
    JsonNode value = require(field);
    return joined(value).orElseThrow(() -> invalid(field, "must be a string or a list of strings"));
  }

  OptionalInt integer(String field) throws InvalidNotebookException {
    Optional<JsonNode> value = take(field);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!value.get().isIntegralNumber() || !value.get().canConvertToInt()) {
      throw invalid(field, "must be a whole number");
    }
    return OptionalInt.of(value.get().intValue());
  }

  /** Empty when missing. */
  Map<String, JsonNode> object(String field) throws InvalidNotebookException {
    Optional<JsonNode> value = take(field);
    return value.isEmpty() ? Map.of() : new Fields(pathOf(field), value.get()).rest();
  }

  /** Empty when missing. */
  List<JsonNode> list(String field) throws InvalidNotebookException {
    Optional<JsonNode> value = take(field);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!value.get().isArray()) {
      throw invalid(field, "must be a list");
    }
    return new ArrayList<>(value.get().values());
  }

  List<String> strings(String field) throws InvalidNotebookException {
    List<String> strings = new ArrayList<>();
    for (JsonNode element : list(field)) {
      if (!element.isString()) {
        throw invalid(field, "must be a list of strings");
      }
      strings.add(element.stringValue());
    }
    return strings;
  }

  InvalidNotebookException invalid(String field, String problem) {
    return new InvalidNotebookException(pathOf(field) + " " + problem);
  }

  /** The whole text, where the value is a text or a list of texts. */
  static Optional<String> joined(JsonNode value) {
    if (value.isString()) {
      return Optional.of(value.stringValue());
    }
    if (!value.isArray()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode line : value) {
      if (!line.isString()) {
        return Optional.empty();
      }
      text.append(line.stringValue());
    }
    return Optional.of(text.toString());
  }
}
