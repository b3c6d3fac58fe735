package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Replaces what was shown under a display id; "Update Display Data" in the Jupyter messaging
 * documentation.
 *
 * @param transientData not for keeping; holds the {@code display_id}
 */
public record UpdateDisplayData(MimeBundle bundle, Map<String, JsonNode> transientData)
    implements Content {
  public UpdateDisplayData {
    requireNonNull(bundle, "bundle");
    transientData = Ordered.copy(transientData);
  }
}
