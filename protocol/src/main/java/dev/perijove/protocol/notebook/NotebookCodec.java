package dev.perijove.protocol.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Notebook files and back. Reads nbformat 4.0 to 4.5 and 3, and any later 4.x as far as we know it;
 * writes 4.5, in the layout Python's nbformat writes (sorted keys, one space of indent, text as
 * lines), so that versions compare well. Thread-safe.
 */
public final class NotebookCodec {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonNodeFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .build();

  private static final DefaultPrettyPrinter LAYOUT = layout();

  private NotebookCodec() {}

  /**
   * Reads a notebook file. Cells without an id get one that depends on their text and place; a
   * duplicate id is replaced.
   *
   * @throws InvalidNotebookException naming the path of the field that is wrong
   */
  public static Notebook read(byte[] file) throws InvalidNotebookException {
    JsonNode tree;
    try {
      tree = JSON.readTree(file);
    } catch (JacksonException e) {
      throw new InvalidNotebookException("the file is not JSON: " + e.getOriginalMessage());
    } catch (NumberFormatException e) {
      throw new InvalidNotebookException("the file holds a number beyond what can be represented");
    }
    if (!(tree instanceof ObjectNode notebook)) {
      throw new InvalidNotebookException("the file must hold a JSON object");
    }
    return new NotebookReader().read(version4(notebook));
  }

  /** Writes a notebook file, with a line end at its end. */
  public static byte[] write(Notebook notebook) {
    String json = JSON.writer().with(LAYOUT).writeValueAsString(NotebookWriter.write(notebook));
    return (json + "\n").getBytes(UTF_8);
  }

  private static ObjectNode version4(ObjectNode notebook) throws InvalidNotebookException {
    JsonNode version = notebook.path("nbformat");
    if (!version.isIntegralNumber()) {
      throw new InvalidNotebookException("nbformat must be a whole number: is this a notebook?");
    }
    return switch (version.asInt(0)) {
      case 4 -> notebook;
      case 3 -> Nbformat3.upgrade(notebook);
      default ->
          throw new InvalidNotebookException(
              "nbformat "
                  + version
                  + " cannot be read, only 3 and 4; save the notebook with Jupyter once");
    };
  }

  private static DefaultPrettyPrinter layout() {
    DefaultIndenter indenter = new DefaultIndenter(" ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    return new DefaultPrettyPrinter(separators)
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }
}
