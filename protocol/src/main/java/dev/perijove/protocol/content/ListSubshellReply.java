package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Answers {@link ListSubshellRequest}; "Kernel subshells" in the Jupyter messaging documentation.
 */
public sealed interface ListSubshellReply extends Reply {
  /** The ids of all subshells but the main one; the wire calls the list {@code subshell_id}. */
  record Ok(List<String> subshellIds) implements ListSubshellReply {
    public Ok {
      subshellIds = List.copyOf(subshellIds);
    }
  }

  /** The request failed. */
  record Failed(String ename, String evalue, List<String> traceback)
      implements ListSubshellReply, Reply.Failed {
    public Failed {
      requireNonNull(ename, "ename");
      requireNonNull(evalue, "evalue");
      traceback = List.copyOf(traceback);
    }
  }

  /** The request was never tried. */
  record Aborted() implements ListSubshellReply, Reply.Aborted {}
}
