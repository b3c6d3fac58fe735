package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Answers {@link ShutdownRequest}; "Kernel shutdown" in the Jupyter messaging documentation. */
public sealed interface ShutdownReply extends Reply {
  /** The kernel ends. */
  record Ok(boolean restart) implements ShutdownReply {}

  /** The request failed. */
  record Failed(String ename, String evalue, List<String> traceback)
      implements ShutdownReply, Reply.Failed {
    public Failed {
      requireNonNull(ename, "ename");
      requireNonNull(evalue, "evalue");
      traceback = List.copyOf(traceback);
    }
  }

  /** The request was never tried. */
  record Aborted() implements ShutdownReply, Reply.Aborted {}
}
