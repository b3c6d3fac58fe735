package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Something to show; "Display Data" in the Jupyter messaging documentation.
 *
 * @param transientData not for keeping; holds the {@code display_id}
 */
public record DisplayData(MimeBundle bundle, Map<String, JsonNode> transientData)
    implements Content {
  public DisplayData {
    requireNonNull(bundle, "bundle");
    transientData = Ordered.copy(transientData);
  }
}
