package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * Asks for past cells; "History" in the Jupyter messaging documentation. The three kinds differ in
 * what they need.
 */
public sealed interface HistoryRequest extends Request {
  /** Whether results are wanted beside the code. */
  boolean output();

  /** Whether the code is wanted as typed, before the kernel changed it. */
  boolean raw();

  /**
   * The last cells.
   *
   * @param n how many
   */
  record Tail(boolean output, boolean raw, int n) implements HistoryRequest {}

  /**
   * The cells of one session.
   *
   * @param session its number, 0 or less counts back from the current one
   * @param start the first cell's number
   * @param stop the number after the last cell's; empty for all there are
   */
  record Range(boolean output, boolean raw, int session, int start, OptionalInt stop)
      implements HistoryRequest {
    public Range {
      requireNonNull(stop, "stop");
    }
  }

  /**
   * The cells that match.
   *
   * @param pattern a glob with {@code *} and {@code ?}
   * @param n at most so many, the last ones; empty for all
   * @param unique without repetitions
   */
  record Search(boolean output, boolean raw, String pattern, OptionalInt n, boolean unique)
      implements HistoryRequest {
    public Search {
      requireNonNull(pattern, "pattern");
      requireNonNull(n, "n");
    }
  }
}
