package dev.perijove.protocol.content;

import java.util.List;

/**
 * Content that answers a request; "Request-Reply" in the Jupyter messaging documentation. The
 * status on the wire is the shape here: ok is what each reply is for, error is {@link Failed},
 * aborted is {@link Aborted}.
 */
public sealed interface Reply extends Content
    permits ExecuteReply,
        InspectReply,
        CompleteReply,
        HistoryReply,
        IsCompleteReply,
        ConnectReply,
        CommInfoReply,
        KernelInfoReply,
        InterruptReply,
        ShutdownReply,
        DebugReply,
        CreateSubshellReply,
        DeleteSubshellReply,
        ListSubshellReply,
        InputReply {
  /** The request failed: {@code status: error}. */
  interface Failed {
    /** The kind of error, empty where a peer leaves it out. */
    String ename();

    /** Its message, empty where a peer leaves it out. */
    String evalue();

    /** Lines to show. */
    List<String> traceback();
  }

  /** The request was never tried: {@code status: aborted}. */
  interface Aborted {}
}
