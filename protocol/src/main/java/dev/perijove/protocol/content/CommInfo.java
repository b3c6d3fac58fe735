package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * An open comm; in "Comm info" in the Jupyter messaging documentation.
 *
 * @param extra fields we do not know, kept
 */
public record CommInfo(String targetName, Map<String, JsonNode> extra) {
  public CommInfo {
    requireNonNull(targetName, "targetName");
    extra = Ordered.copy(extra);
  }

  /** A comm of a target. */
  public static CommInfo of(String targetName) {
    return new CommInfo(targetName, Map.of());
  }
}
