package dev.perijove.kernel.engine;

import java.util.List;
import java.util.Set;

/** What the text of an expression says of whether its value is to be shown. */
final class ExpressionShape {

  private static final Set<String> ASSIGNMENTS =
      Set.of("=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=");

  private ExpressionShape() {}

  /** Whether it ends in a semicolon or assigns: then a notebook shows nothing. */
  static boolean isSilent(String source) {
    List<JavaTokens.Token> tokens = JavaTokens.withoutComments(source);
    return tokens.isEmpty()
        || tokens.get(tokens.size() - 1).is(source, ";")
        || assigns(source, tokens);
  }

  private static boolean assigns(String source, List<JavaTokens.Token> tokens) {
    int depth = 0;
    for (JavaTokens.Token token : tokens) {
      if (token.kind() != JavaTokens.Kind.SYMBOL) {
        continue;
      }
      depth += TokenShapes.depthChange(source.charAt(token.start()));
      if (depth == 0 && token.is(source, "->")) {
        return false;
      }
      if (depth == 0 && ASSIGNMENTS.contains(token.text(source))) {
        return true;
      }
    }
    return false;
  }
}
