package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The language of a kernel; {@code language_info} in "Kernel info" in the Jupyter messaging
 * documentation.
 *
 * @param mimetype of source files, empty where a kernel leaves it out, as version and file
 *     extension
 * @param fileExtension with its dot
 * @param codemirrorMode a name or an object
 * @param extra fields we do not know, kept
 */
public record LanguageInfo(
    String name,
    String version,
    String mimetype,
    String fileExtension,
    Optional<String> pygmentsLexer,
    Optional<JsonNode> codemirrorMode,
    Optional<String> nbconvertExporter,
    Map<String, JsonNode> extra) {
  public LanguageInfo {
    requireNonNull(name, "name");
    requireNonNull(version, "version");
    requireNonNull(mimetype, "mimetype");
    requireNonNull(fileExtension, "fileExtension");
    requireNonNull(pygmentsLexer, "pygmentsLexer");
    requireNonNull(codemirrorMode, "codemirrorMode");
    requireNonNull(nbconvertExporter, "nbconvertExporter");
    extra = Ordered.copy(extra);
  }
}
