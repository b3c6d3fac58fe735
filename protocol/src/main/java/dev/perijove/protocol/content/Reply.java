package dev.perijove.protocol.content;

import java.util.List;
import java.util.Optional;

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

  /**
   * The reply of the shape {@link Failed} to a request that cannot be handled, or not even read. A
   * request of a type we do not know has one too, by the rule that {@code x_request} is answered by
   * {@code x_reply}.
   *
   * @param requestType the {@code msg_type} of the request
   * @return empty if that is no request
   */
  static Optional<Content> failureOf(String requestType, ErrorOutput error) {
    return Failures.of(requestType, error);
  }
}
