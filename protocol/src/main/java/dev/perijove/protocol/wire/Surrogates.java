package dev.perijove.protocol.wire;

/** Halves of UTF-16 pairs: a Java string may hold one alone, UTF-8 and the wire may not. */
final class Surrogates {
  private static final char REPLACEMENT = '\uFFFD';

  private Surrogates() {}

  static String replaceLone(String text) {
    StringBuilder sound = new StringBuilder(text);
    for (int i = 0; i < sound.length(); i++) {
      char c = sound.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < sound.length()
              && Character.isLowSurrogate(sound.charAt(i + 1));
      if (pair) {
        i++;
      } else {
        sound.setCharAt(i, REPLACEMENT);
      }
    }
    return sound.toString();
  }
}
