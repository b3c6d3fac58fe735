package dev.perijove.kernel.intellisense;

import dev.perijove.kernel.engine.JavaTokens;
import dev.perijove.kernel.engine.JavaTokens.Kind;
import dev.perijove.kernel.engine.JavaTokens.Token;
import java.util.List;
import java.util.Optional;

/**
 * Where a cursor stands among the tokens before it.
 *
 * @param name what is written of the name the cursor ends; empty where it ends none
 * @param nameStart where that name begins, in chars
 * @param isMember the name follows a dot or {@code ::}
 * @param isInText the cursor is inside a string, a character, a comment or a number
 * @param isNew the name follows {@code new}
 * @param isImport the name is part of an import
 */
record Cursor(
    String name,
    int nameStart,
    boolean isMember,
    boolean isInText,
    boolean isNew,
    boolean isImport) {

  static Cursor of(String code, int at) {
    String before = code.substring(0, at);
    List<Token> all = JavaTokens.of(before);
    Optional<Token> touched =
        all.isEmpty() || all.get(all.size() - 1).end() < at
            ? Optional.empty()
            : Optional.of(all.get(all.size() - 1));
    boolean inText =
        touched.filter(token -> isText(token, before) || token.kind() == Kind.NUMBER).isPresent();
    int start = touched.filter(token -> token.kind() == Kind.WORD).map(Token::start).orElse(at);
    List<Token> earlier =
        all.stream().filter(token -> token.kind() != Kind.COMMENT && token.end() <= start).toList();
    String previous = earlier.isEmpty() ? "" : earlier.get(earlier.size() - 1).text(before);
    return new Cursor(
        before.substring(start),
        start,
        previous.equals(".") || previous.equals("::"),
        inText,
        previous.equals("new"),
        beginsWithImport(before, earlier));
  }

  private static boolean isText(Token token, String code) {
    return token.kind() != Kind.WORD && (token.open() || code.startsWith("//", token.start()));
  }

  private static boolean beginsWithImport(String code, List<Token> tokens) {
    for (int i = tokens.size() - 1; i >= 0; i--) {
      Token token = tokens.get(i);
      if (token.is(code, "import")) {
        return true;
      }
      if (token.kind() != Kind.WORD && !token.is(code, ".") && !token.is(code, "*")) {
        return false;
      }
    }
    return false;
  }
}
