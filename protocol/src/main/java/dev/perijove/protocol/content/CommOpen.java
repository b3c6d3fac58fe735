package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Opens a comm on the other side; "Opening a Comm" in the Jupyter messaging documentation.
 *
 * @param targetModule where a client may find the target's code; not in use today
 */
public record CommOpen(
    String commId, String targetName, JsonNode data, Optional<String> targetModule)
    implements Content {
  public CommOpen {
    requireNonNull(commId, "commId");
    requireNonNull(targetName, "targetName");
    requireNonNull(data, "data");
    requireNonNull(targetModule, "targetModule");
  }

  /** Opens a comm of a target the other side knows. */
  public static CommOpen of(String commId, String targetName, JsonNode data) {
    return new CommOpen(commId, targetName, data, Optional.empty());
  }
}
