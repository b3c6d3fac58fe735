package dev.perijove.kernel.history;

/**
 * A pattern with {@code *} for any text and {@code ?} for one character, which the whole text must
 * match. Takes time in proportion to pattern times text, whatever the pattern.
 */
final class Glob {
  private final int[] pattern;

  Glob(String pattern) {
    this.pattern = pattern.codePoints().toArray();
  }

  boolean matches(String candidate) {
    int[] text = candidate.codePoints().toArray();
    int at = 0;
    int wanted = 0;
    int star = -1;
    int starAt = 0;
    while (at < text.length) {
      if (wanted < pattern.length && pattern[wanted] == '*') {
        star = wanted++;
        starAt = at;
      } else if (wanted < pattern.length
          && (pattern[wanted] == '?' || pattern[wanted] == text[at])) {
        wanted++;
        at++;
      } else if (star >= 0) {
        // Let the last star take one character more, and go on from there.
        wanted = star + 1;
        at = ++starAt;
      } else {
        return false;
      }
    }
    while (wanted < pattern.length && pattern[wanted] == '*') {
      wanted++;
    }
    return wanted == pattern.length;
  }
}
