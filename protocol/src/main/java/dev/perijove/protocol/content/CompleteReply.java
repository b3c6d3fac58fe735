package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Answers {@link CompleteRequest}; "Completion" in the Jupyter messaging documentation. */
public sealed interface CompleteReply extends Reply {
  /**
   * The ways to go on.
   *
   * @param cursorStart where the text a match replaces starts, in code points
   * @param cursorEnd where it ends
   * @param metadata such as {@code _jupyter_types_experimental}
   */
  record Ok(List<String> matches, int cursorStart, int cursorEnd, Map<String, JsonNode> metadata)
      implements CompleteReply {
    public Ok {
      matches = List.copyOf(matches);
      metadata = Ordered.copy(metadata);
    }
  }

  /** The request failed. */
  record Failed(String ename, String evalue, List<String> traceback)
      implements CompleteReply, Reply.Failed {
    public Failed {
      requireNonNull(ename, "ename");
      requireNonNull(evalue, "evalue");
      traceback = List.copyOf(traceback);
    }
  }

  /** The request was never tried. */
  record Aborted() implements CompleteReply, Reply.Aborted {}
}
