package dev.perijove.kernel.engine;

import java.util.List;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;

/** What a declaration names that nothing defines so far; JShell lets it wait. */
final class Unresolved {

  private final List<String> missing;
  private final String code;

  private Unresolved(List<String> missing, String code) {
    this.missing = missing;
    this.code = code;
  }

  static Unresolved of(DeclarationSnippet snippet, JShell shell) {
    return new Unresolved(
        shell.unresolvedDependencies(snippet).distinct().toList(), snippet.source());
  }

  /** {@code method g(int), class Tree}. */
  String names() {
    return missing.isEmpty() ? "something" : String.join(", ", missing);
  }

  /** The same as javac would have said it, at each name's first place in the code. */
  List<Problem> problems() {
    return missing.stream().map(this::problem).collect(Collectors.toList());
  }

  private Problem problem(String dependency) {
    String name = dependency.replaceAll("\\(.*", "").replaceAll(".*\\s", "");
    String message = "cannot find symbol\n  symbol:   " + dependency;
    return JavaTokens.withoutComments(code).stream()
        .filter(token -> token.is(code, name))
        .findFirst()
        .map(token -> new Problem(token.start(), token.end(), Problem.UNKNOWN_NAME, message))
        .orElseGet(() -> new Problem(0, 0, Problem.UNKNOWN_NAME, message));
  }
}
