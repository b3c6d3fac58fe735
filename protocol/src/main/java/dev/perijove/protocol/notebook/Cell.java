package dev.perijove.protocol.notebook;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A cell of a notebook ("Cell Types" in the nbformat documentation). */
public sealed interface Cell permits CodeCell, MarkdownCell, RawCell {
  /** Unique in its notebook: 1 to 64 letters, digits, {@code -} and {@code _}. */
  String id();

  /** Its text, whole. */
  String source();

  Map<String, JsonNode> metadata();

  /** Fields we do not know, kept. */
  Map<String, JsonNode> extra();
}
