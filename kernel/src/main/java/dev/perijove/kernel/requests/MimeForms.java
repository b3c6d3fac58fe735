package dev.perijove.kernel.requests;

import dev.perijove.protocol.content.MimeBundle;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** The forms of a value as the user's program gives them, which are all text. */
public final class MimeForms {
  private MimeForms() {}

  /**
   * The forms as messages have them: those of a JSON type as JSON, the others as text. What claims
   * to be JSON and is not stays text, so that the client shows what is wrong with it.
   */
  public static MimeBundle bundle(Map<String, String> forms) {
    Map<String, JsonNode> data = new LinkedHashMap<>();
    forms.forEach((type, text) -> data.put(type, isJson(type) ? parsed(text) : text(text)));
    return MimeBundle.of(data);
  }

  /** As nbformat has it: {@code application/json}, and all that end in {@code +json}. */
  private static boolean isJson(String type) {
    return type.equals("application/json") || type.endsWith("+json");
  }

  private static JsonNode parsed(String text) {
    try {
      JsonNode json = JsonMapper.shared().readTree(text);
      return json.isMissingNode() ? text(text) : json;
    } catch (JacksonException e) {
      return text(text);
    }
  }

  private static JsonNode text(String text) {
    return StringNode.valueOf(text);
  }
}
