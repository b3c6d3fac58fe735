package dev.perijove.kernel.engine;

import java.util.List;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** What the tokens of half-written code tell: where a statement could end, what it begins to be. */
final class TokenShapes {

  private static final Set<String> ENDS = Set.of(")", "]", "}", "++", "--", ">", "*");
  private static final Set<String> STARTS = Set.of("(", "{", "@", "++", "--", "!", "~");

  private static final Set<String> PRIMITIVES =
      Set.of("void", "int", "long", "boolean", "double", "float", "char", "byte", "short");

  private TokenShapes() {}

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
          && couldEnd(code, token)
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

  /** Whether a statement could end with this token. */
  static boolean couldEnd(String code, JavaTokens.Token token) {
    return could(ENDS, code, token);
  }

  /** Whether the first parenthesis follows a name with a type before it, and not a call's name. */
  static boolean beginsMethod(String code) {
    List<JavaTokens.Token> tokens = JavaTokens.withoutComments(code);
    for (int i = 2; i < tokens.size(); i++) {
      if (tokens.get(i).is(code, "(")) {
        JavaTokens.Token name = tokens.get(i - 1);
        String before = tokens.get(i - 2).text(code);
        return name.kind() == JavaTokens.Kind.WORD
            && (before.equals(">")
                || before.equals("]")
                || PRIMITIVES.contains(before)
                || (tokens.get(i - 2).kind() == JavaTokens.Kind.WORD
                    && !SourceVersion.isKeyword(before)));
      }
    }
    return false;
  }

  private static boolean could(Set<String> symbols, String code, JavaTokens.Token token) {
    return token.kind() != JavaTokens.Kind.SYMBOL || symbols.contains(token.text(code));
  }
}
