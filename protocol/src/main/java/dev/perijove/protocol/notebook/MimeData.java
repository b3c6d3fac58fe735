package dev.perijove.protocol.notebook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** MIME bundles in a file, where text is a list of lines so that a diff shows lines. */
final class MimeData {
  private static final Set<String> SPLIT_THOUGH_NO_TEXT =
      Set.of("application/javascript", "image/svg+xml");

  private MimeData() {}

  static Map<String, JsonNode> read(Map<String, JsonNode> data) {
    Map<String, JsonNode> joined = new LinkedHashMap<>(data);
    joined.replaceAll(MimeData::whole);
    return joined;
  }

  static ObjectNode write(Map<String, JsonNode> data) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    data.forEach((type, value) -> json.set(type, split(type, value)));
    return json;
  }

  /** A text as the list of its lines, each with its end. */
  static ArrayNode lines(String text) {
    ArrayNode lines = JsonMapper.shared().createArrayNode();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(start, next));
      start = next;
    }
    return lines;
  }

  private static JsonNode whole(String type, JsonNode value) {
    if (isJson(type) || value.isString()) {
      return value;
    }
    Optional<String> text = Fields.joined(value);
    return text.isPresent() ? StringNode.valueOf(text.get()) : value;
  }

  private static JsonNode split(String type, JsonNode value) {
    boolean splits = type.startsWith("text/") || SPLIT_THOUGH_NO_TEXT.contains(type);
    return splits && value.isString() ? lines(value.stringValue()) : value;
  }

  private static boolean isJson(String type) {
    return type.equals("application/json")
        || (type.startsWith("application/") && type.endsWith("+json"));
  }
}
