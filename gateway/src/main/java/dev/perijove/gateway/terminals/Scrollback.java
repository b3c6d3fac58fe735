package dev.perijove.gateway.terminals;

/**
 * The last characters a terminal has printed, each with its position counted from the first one
 * ever printed. What is beyond the capacity replaces the oldest. Not thread-safe: {@link Terminal}
 * guards it.
 */
final class Scrollback {
  private final char[] ring;
  private long end;

  /** Keeps so many characters. */
  Scrollback(int capacity) {
    ring = new char[capacity];
  }

  int capacity() {
    return ring.length;
  }

  /** The position after the last character. */
  long end() {
    return end;
  }

  private long start() {
    return Math.max(0, end - ring.length);
  }

  /** Adds what the first characters of an array are; at most as many as the capacity. */
  void append(char[] text, int length) {
    for (int i = 0; i < length; i++) {
      ring[index(end + i)] = text[i];
    }
    end += length;
  }

  /**
   * Where somebody new begins to read: with the first line that is kept whole, so that he sees no
   * half of an escape sequence.
   */
  long firstLine() {
    if (start() == 0) {
      return 0;
    }
    for (long position = start(); position < end; position++) {
      if (ring[index(position)] == '\n') {
        return position + 1;
      }
    }
    boolean halved = Character.isLowSurrogate(ring[index(start())]);
    return halved ? start() + 1 : start();
  }

  /** At most so many characters from a position on that is kept; never half of a pair. */
  String read(long from, int most) {
    if (from < start() || from > end) {
      throw new IllegalArgumentException(from + " is not from " + start() + " to " + end);
    }
    int length = (int) Math.min(most, end - from);
    char[] text = new char[length];
    for (int i = 0; i < length; i++) {
      text[i] = ring[index(from + i)];
    }
    boolean halved = length > 1 && Character.isHighSurrogate(text[length - 1]);
    return new String(text, 0, halved ? length - 1 : length);
  }

  private int index(long position) {
    return (int) (position % ring.length);
  }
}
