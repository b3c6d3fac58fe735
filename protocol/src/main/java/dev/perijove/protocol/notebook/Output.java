package dev.perijove.protocol.notebook;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * What running a code cell gave ("Code cell outputs" in the nbformat documentation). In a MIME
 * bundle, text is whole; it is a list of lines in the file only.
 */
public sealed interface Output {
  /** Fields we do not know, kept. */
  Map<String, JsonNode> extra();

  /**
   * Printed text.
   *
   * @param name {@code stdout} or {@code stderr}
   */
  record Stream(String name, String text, Map<String, JsonNode> extra) implements Output {
    public Stream {
      requireNonNull(name, "name");
      requireNonNull(text, "text");
      extra = Kept.copy(extra);
    }
  }

  /** Something shown. */
  record DisplayData(
      Map<String, JsonNode> data, Map<String, JsonNode> metadata, Map<String, JsonNode> extra)
      implements Output {
    public DisplayData {
      data = Kept.copy(data);
      metadata = Kept.copy(metadata);
      extra = Kept.copy(extra);
    }
  }

  /** The value of the cell. */
  record ExecuteResult(
      OptionalInt executionCount,
      Map<String, JsonNode> data,
      Map<String, JsonNode> metadata,
      Map<String, JsonNode> extra)
      implements Output {
    public ExecuteResult {
      requireNonNull(executionCount, "executionCount");
      data = Kept.copy(data);
      metadata = Kept.copy(metadata);
      extra = Kept.copy(extra);
    }
  }

  /** The failure of the cell. */
  record Failure(String ename, String evalue, List<String> traceback, Map<String, JsonNode> extra)
      implements Output {
    public Failure {
      requireNonNull(ename, "ename");
      requireNonNull(evalue, "evalue");
      traceback = List.copyOf(traceback);
      extra = Kept.copy(extra);
    }
  }

  /**
   * An output of a type we do not know.
   *
   * @param extra all its fields besides the type
   */
  record Unknown(String outputType, Map<String, JsonNode> extra) implements Output {
    public Unknown {
      requireNonNull(outputType, "outputType");
      extra = Kept.copy(extra);
    }
  }
}
