package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Answers {@link HistoryRequest}; "History" in the Jupyter messaging documentation. */
public sealed interface HistoryReply extends Reply {
  /** The cells, oldest first. */
  record Ok(List<HistoryEntry> history) implements HistoryReply {
    public Ok {
      history = List.copyOf(history);
    }
  }

  /** The request failed. */
  record Failed(String ename, String evalue, List<String> traceback)
      implements HistoryReply, Reply.Failed {
    public Failed {
      requireNonNull(ename, "ename");
      requireNonNull(evalue, "evalue");
      traceback = List.copyOf(traceback);
    }
  }

  /** The request was never tried. */
  record Aborted() implements HistoryReply, Reply.Aborted {}
}
