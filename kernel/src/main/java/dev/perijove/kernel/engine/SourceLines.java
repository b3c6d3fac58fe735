package dev.perijove.kernel.engine;

import java.util.Arrays;

/** Where the lines of a text begin; {@code \n}, {@code \r\n} and a lone {@code \r} end a line. */
final class SourceLines {

  private final String text;
  private final int[] starts;

  private SourceLines(String text, int[] starts) {
    this.text = text;
    this.starts = starts;
  }

  static SourceLines of(String text) {
    int[] starts = new int[16];
    int count = 1;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean ends =
          c == '\n' || (c == '\r' && (at + 1 == text.length() || text.charAt(at + 1) != '\n'));
      if (ends) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = at + 1;
      }
    }
    return new SourceLines(text, Arrays.copyOf(starts, count));
  }

  int count() {
    return starts.length;
  }

  /** The line of an offset, from 1; an offset outside the text belongs to its nearest line. */
  int lineOf(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return Math.max(1, found >= 0 ? found + 1 : -found - 1);
  }

  /** Index of the first char of a line. */
  int startOf(int line) {
    return starts[line - 1];
  }

  /** A line without its end; empty where there is no such line. */
  String line(int line) {
    if (line < 1 || line > starts.length) {
      return "";
    }
    int end = line < starts.length ? starts[line] : text.length();
    while (end > starts[line - 1]
        && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(starts[line - 1], end);
  }
}
