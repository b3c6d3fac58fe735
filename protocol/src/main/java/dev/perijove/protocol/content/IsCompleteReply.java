package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Answers {@link IsCompleteRequest}; "Code completeness" in the Jupyter messaging documentation.
 * Here the status is the answer itself.
 */
public sealed interface IsCompleteReply extends Reply {
  /** The code may run. */
  record Complete() implements IsCompleteReply {}

  /**
   * The code waits for another line.
   *
   * @param indent what that line may start with
   */
  record Incomplete(String indent) implements IsCompleteReply {
    public Incomplete {
      requireNonNull(indent, "indent");
    }
  }

  /** The code will not compile however it goes on. */
  record Invalid() implements IsCompleteReply {}

  /** The kernel cannot tell. */
  record Unknown() implements IsCompleteReply {}

  /** The request failed. */
  record Failed(String ename, String evalue, List<String> traceback)
      implements IsCompleteReply, Reply.Failed {
    public Failed {
      requireNonNull(ename, "ename");
      requireNonNull(evalue, "evalue");
      traceback = List.copyOf(traceback);
    }
  }

  /** The request was never tried. */
  record Aborted() implements IsCompleteReply, Reply.Aborted {}

  /** The code may run. */
  static IsCompleteReply complete() {
    return new Complete();
  }

  /** The code waits for another line. */
  static IsCompleteReply incomplete(String indent) {
    return new Incomplete(indent);
  }

  /** The code will not compile however it goes on. */
  static IsCompleteReply invalid() {
    return new Invalid();
  }

  /** The kernel cannot tell. */
  static IsCompleteReply unknown() {
    return new Unknown();
  }
}
