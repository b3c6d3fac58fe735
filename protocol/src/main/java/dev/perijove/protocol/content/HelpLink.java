package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A line of the help menu; {@code help_links} in "Kernel info" in the Jupyter messaging
 * documentation.
 *
 * @param extra fields we do not know, kept
 */
public record HelpLink(String text, String url, Map<String, JsonNode> extra) {
  public HelpLink {
    requireNonNull(text, "text");
    requireNonNull(url, "url");
    extra = Ordered.copy(extra);
  }

  /** A link and nothing else. */
  public static HelpLink of(String text, String url) {
    return new HelpLink(text, url, Map.of());
  }
}
