package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Answers {@link DeleteSubshellRequest}; "Kernel subshells" in the Jupyter messaging documentation.
 */
public sealed interface DeleteSubshellReply extends Reply {
  /** The subshell is gone. */
  record Ok() implements DeleteSubshellReply {}

  /** The request failed. */
  record Failed(String ename, String evalue, List<String> traceback)
      implements DeleteSubshellReply, Reply.Failed {
    public Failed {
      requireNonNull(ename, "ename");
      requireNonNull(evalue, "evalue");
      traceback = List.copyOf(traceback);
    }
  }

  /** The request was never tried. */
  record Aborted() implements DeleteSubshellReply, Reply.Aborted {}
}
