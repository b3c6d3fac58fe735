package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Answers {@link InputRequest}; "Messages on the stdin channel" in the Jupyter messaging
 * documentation.
 */
public sealed interface InputReply extends Reply {
  /** The line that was typed. */
  record Ok(String value) implements InputReply {
    public Ok {
      requireNonNull(value, "value");
    }
  }

  /** The request failed. */
  record Failed(String ename, String evalue, List<String> traceback)
      implements InputReply, Reply.Failed {
    public Failed {
      requireNonNull(ename, "ename");
      requireNonNull(evalue, "evalue");
      traceback = List.copyOf(traceback);
    }
  }

  /** The request was never tried. */
  record Aborted() implements InputReply, Reply.Aborted {}

  /** The line that was typed. */
  static InputReply of(String value) {
    return new Ok(value);
  }
}
