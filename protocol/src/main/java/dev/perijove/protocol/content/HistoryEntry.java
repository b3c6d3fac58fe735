package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** A past cell; in "History" in the Jupyter messaging documentation. */
public sealed interface HistoryEntry {
  /** Which start of the kernel it belongs to. */
  int session();

  /** Its number in that session. */
  int lineNumber();

  /** Its code. */
  String input();

  /** A cell where only the code was asked for. */
  record Input(int session, int lineNumber, String input) implements HistoryEntry {
    public Input {
      requireNonNull(input, "input");
    }
  }

  /**
   * A cell with its result.
   *
   * @param output the result as text, empty if it had none
   */
  record InputOutput(int session, int lineNumber, String input, Optional<String> output)
      implements HistoryEntry {
    public InputOutput {
      requireNonNull(input, "input");
      requireNonNull(output, "output");
    }
  }
}
