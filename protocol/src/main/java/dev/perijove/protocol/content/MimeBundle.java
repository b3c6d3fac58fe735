package dev.perijove.protocol.content;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * One thing in several forms; "Display Data" in the Jupyter messaging documentation.
 *
 * @param data the forms by MIME type
 * @param metadata about the thing, or by MIME type about one form
 */
public record MimeBundle(Map<String, JsonNode> data, Map<String, JsonNode> metadata) {
  /** Nothing to show. */
  public static final MimeBundle EMPTY = new MimeBundle(Map.of(), Map.of());

  public MimeBundle {
    data = Ordered.copy(data);
    metadata = Ordered.copy(metadata);
  }

  /** Forms without metadata. */
  public static MimeBundle of(Map<String, JsonNode> data) {
    return new MimeBundle(data, Map.of());
  }

  /** Plain text alone. */
  public static MimeBundle plainText(String text) {
    return of(Map.of("text/plain", StringNode.valueOf(text)));
  }

  /** Textual forms by MIME type. */
  public static MimeBundle ofText(Map<String, String> forms) {
    Map<String, JsonNode> data = new LinkedHashMap<>();
    forms.forEach((type, text) -> data.put(type, StringNode.valueOf(text)));
    return of(data);
  }
}
