package dev.perijove.gateway.terminals;

/**
 * The size of a terminal's window in characters.
 *
 * @param rows 1 to 9999
 * @param columns 1 to 9999
 */
record WindowSize(int rows, int columns) {
  private static final int LARGEST = 9999;

  WindowSize {
    if (!isPossible(rows) || !isPossible(columns)) {
      throw new IllegalArgumentException(
          "A terminal has 1 to %d rows and columns, not %d and %d"
              .formatted(LARGEST, rows, columns));
    }
  }

  static boolean isPossible(int length) {
    return length >= 1 && length <= LARGEST;
  }

  /** The size that fits into both. */
  WindowSize smallest(WindowSize other) {
    return new WindowSize(Math.min(rows, other.rows), Math.min(columns, other.columns));
  }
}
