package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Answers {@link InterruptRequest}; "Kernel interrupt" in the Jupyter messaging documentation. */
public sealed interface InterruptReply extends Reply {
  /** The interrupt is under way. */
  record Ok() implements InterruptReply {}

  /** The request failed. */
  record Failed(String ename, String evalue, List<String> traceback)
      implements InterruptReply, Reply.Failed {
    public Failed {
      requireNonNull(ename, "ename");
      requireNonNull(evalue, "evalue");
      traceback = List.copyOf(traceback);
    }
  }

  /** The request was never tried. */
  record Aborted() implements InterruptReply, Reply.Aborted {}
}
