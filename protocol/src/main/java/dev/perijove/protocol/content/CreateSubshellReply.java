package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Answers {@link CreateSubshellRequest}; "Kernel subshells" in the Jupyter messaging documentation.
 */
public sealed interface CreateSubshellReply extends Reply {
  /** The new subshell. */
  record Ok(String subshellId) implements CreateSubshellReply {
    public Ok {
      requireNonNull(subshellId, "subshellId");
    }
  }

  /** The request failed. */
  record Failed(String ename, String evalue, List<String> traceback)
      implements CreateSubshellReply, Reply.Failed {
    public Failed {
      requireNonNull(ename, "ename");
      requireNonNull(evalue, "evalue");
      traceback = List.copyOf(traceback);
    }
  }

  /** The request was never tried. */
  record Aborted() implements CreateSubshellReply, Reply.Aborted {}
}
