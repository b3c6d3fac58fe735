package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/** Answers {@link CommInfoRequest}; "Comm info" in the Jupyter messaging documentation. */
public sealed interface CommInfoReply extends Reply {
  /** The open comms by their id. */
  record Ok(Map<String, CommInfo> comms) implements CommInfoReply {
    public Ok {
      comms = Ordered.copy(comms);
    }
  }

  /** The request failed. */
  record Failed(String ename, String evalue, List<String> traceback)
      implements CommInfoReply, Reply.Failed {
    public Failed {
      requireNonNull(ename, "ename");
      requireNonNull(evalue, "evalue");
      traceback = List.copyOf(traceback);
    }
  }

  /** The request was never tried. */
  record Aborted() implements CommInfoReply, Reply.Aborted {}
}
