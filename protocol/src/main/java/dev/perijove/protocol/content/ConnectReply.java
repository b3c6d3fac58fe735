package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalInt;

/** Answers {@link ConnectRequest}; "Connect" in the Jupyter messaging documentation. */
public sealed interface ConnectReply extends Reply {
  /** The ports; empty for a channel that does not run. */
  record Ok(
      OptionalInt shellPort,
      OptionalInt iopubPort,
      OptionalInt stdinPort,
      OptionalInt controlPort,
      OptionalInt hbPort)
      implements ConnectReply {
    public Ok {
      requireNonNull(shellPort, "shellPort");
      requireNonNull(iopubPort, "iopubPort");
      requireNonNull(stdinPort, "stdinPort");
      requireNonNull(controlPort, "controlPort");
      requireNonNull(hbPort, "hbPort");
    }
  }

  /** The request failed. */
  record Failed(String ename, String evalue, List<String> traceback)
      implements ConnectReply, Reply.Failed {
    public Failed {
      requireNonNull(ename, "ename");
      requireNonNull(evalue, "evalue");
      traceback = List.copyOf(traceback);
    }
  }

  /** The request was never tried. */
  record Aborted() implements ConnectReply, Reply.Aborted {}
}
