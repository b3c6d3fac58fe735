package dev.perijove.protocol.notebook;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Text in Markdown.
 *
 * @param attachments by file name, each by MIME type
 */
public record MarkdownCell(
    String id,
    String source,
    Map<String, Map<String, JsonNode>> attachments,
    Map<String, JsonNode> metadata,
    Map<String, JsonNode> extra)
    implements Cell {

  public MarkdownCell {
    CellIds.require(id);
    requireNonNull(source, "source");
    attachments = Kept.copy(attachments);
    metadata = Kept.copy(metadata);
    extra = Kept.copy(extra);
  }

  /** Text without attachments. */
  public static MarkdownCell of(String id, String source) {
    return new MarkdownCell(id, source, Map.of(), Map.of(), Map.of());
  }
}
