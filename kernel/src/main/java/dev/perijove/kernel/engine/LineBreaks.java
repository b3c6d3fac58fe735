package dev.perijove.kernel.engine;

import java.util.List;
import java.util.Set;

/** Tells line breaks that could end a statement from those that cannot. */
final class LineBreaks {

  private static final Set<String> ENDS = Set.of(")", "]", "}", "++", "--", ">", "*");
  private static final Set<String> STARTS = Set.of("(", "{", "@", "++", "--", "!", "~");

  private LineBreaks() {}

  /** Whether a line break outside all brackets stands where one statement could follow another. */
  static boolean mayEndStatement(String code, List<JavaTokens.Token> tokens) {
    int depth = 0;
    for (int i = 0; i + 1 < tokens.size(); i++) {
      JavaTokens.Token token = tokens.get(i);
      if (token.kind() == JavaTokens.Kind.SYMBOL) {
        depth += depthChange(code.charAt(token.start()));
      }
      if (depth == 0
          && isBetween(code, token, tokens.get(i + 1))
          && could(ENDS, code, token)
          && could(STARTS, code, tokens.get(i + 1))) {
        return true;
      }
    }
    return false;
  }

  /** How much deeper in brackets the text is after this char. */
  static int depthChange(char symbol) {
    return switch (symbol) {
      case '(', '[', '{' -> 1;
      case ')', ']', '}' -> -1;
      default -> 0;
    };
  }

  /** Whether a token ends at {@code end} and the next one is on another line. */
  static boolean isAfter(String code, List<JavaTokens.Token> tokens, int end) {
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).end() == end) {
        return isBetween(code, tokens.get(i), tokens.get(i + 1));
      }
    }
    return false;
  }

  static boolean isBetween(String code, JavaTokens.Token before, JavaTokens.Token after) {
    for (int at = before.end(); at < after.start(); at++) {
      if (code.charAt(at) == '\n' || code.charAt(at) == '\r') {
        return true;
      }
    }
    return false;
  }

  private static boolean could(Set<String> symbols, String code, JavaTokens.Token token) {
    return token.kind() != JavaTokens.Kind.SYMBOL || symbols.contains(token.text(code));
  }
}
