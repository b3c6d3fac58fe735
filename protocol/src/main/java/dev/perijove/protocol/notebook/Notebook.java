package dev.perijove.protocol.notebook;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A notebook, in the shape of nbformat 4.5 ("The notebook file format" in the nbformat
 * documentation).
 *
 * @param metadata such as {@code kernelspec} and {@code language_info}
 * @param extra fields we do not know, kept
 */
public record Notebook(
    List<Cell> cells, Map<String, JsonNode> metadata, Map<String, JsonNode> extra) {

  /** The format written. */
  public static final int NBFORMAT = 4;

  /** Its minor version. */
  public static final int NBFORMAT_MINOR = 5;

  public Notebook {
    cells = List.copyOf(cells);
    metadata = Kept.copy(metadata);
    extra = Kept.copy(extra);
  }

  /** Cells and metadata and nothing else. */
  public static Notebook of(List<Cell> cells, Map<String, JsonNode> metadata) {
    return new Notebook(cells, metadata, Map.of());
  }

  /** The same notebook with other cells. */
  public Notebook withCells(List<Cell> newCells) {
    return new Notebook(newCells, metadata, extra);
  }
}
