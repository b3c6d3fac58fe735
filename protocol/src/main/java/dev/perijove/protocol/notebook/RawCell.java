package dev.perijove.protocol.notebook;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Text that nobody interprets.
 *
 * @param attachments by file name, each by MIME type
 */
public record RawCell(
    String id,
    String source,
    Map<String, Map<String, JsonNode>> attachments,
    Map<String, JsonNode> metadata,
    Map<String, JsonNode> extra)
    implements Cell {

  public RawCell {
    CellIds.require(id);
    requireNonNull(source, "source");
    attachments = Kept.copy(attachments);
    metadata = Kept.copy(metadata);
    extra = Kept.copy(extra);
  }

  /** Text without attachments. */
  public static RawCell of(String id, String source) {
    return new RawCell(id, source, Map.of(), Map.of(), Map.of());
  }
}
