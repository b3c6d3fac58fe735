package dev.perijove.gateway.contents;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a model's {@code content} is. */
public sealed interface ContentsBody {
  /** A file, as text or in Base64. */
  record Text(@JsonValue String text) implements ContentsBody {}

  /** A notebook, as nbformat describes it. */
  record Notebook(@JsonValue JsonNode notebook) implements ContentsBody {}

  /** What is in a directory, without content of its own. */
  record Entries(@JsonValue List<ContentsModel> models) implements ContentsBody {
    /** Copies the list. */
    public Entries {
      models = List.copyOf(models);
    }
  }
}
