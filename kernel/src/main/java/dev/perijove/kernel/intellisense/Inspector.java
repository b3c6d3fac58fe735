package dev.perijove.kernel.intellisense;

import static java.util.Objects.requireNonNull;

import dev.perijove.kernel.engine.Engine;
import dev.perijove.kernel.engine.JavaTokens;
import dev.perijove.kernel.engine.JavaTokens.Kind;
import dev.perijove.kernel.engine.JavaTokens.Token;
import dev.perijove.kernel.engine.ProgramView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis.Documentation;

/**
 * Says what stands at the cursor: the signature and documentation of a name, or of the call whose
 * parentheses the cursor is in. Any thread; any text; answers while a cell's code runs.
 *
 * <p>Documentation of the JDK comes from the {@code src.zip} of the Java that runs this; where
 * there is none, signatures are all there is.
 */
public final class Inspector {

  private static final int LONGEST = 20_000;

  private final Engine engine;
  private final DocumentationCache cache = new DocumentationCache();

  private Inspector(Engine engine) {
    this.engine = requireNonNull(engine, "engine");
  }

  public static Inspector of(Engine engine) {
    return new Inspector(engine);
  }

  /**
   * What stands at the cursor.
   *
   * @param cursor in code points; outside the code it means the nearer end
   * @param detailLevel 0 for the signature and documentation, 1 for notes and references besides
   * @return {@code text/plain} and {@code text/markdown}; empty where nothing is known
   */
  public Optional<Map<String, String>> inspect(String code, int cursor, int detailLevel) {
    int points = Math.max(0, Math.min(cursor, code.codePointCount(0, code.length())));
    int at = code.offsetByCodePoints(0, points);
    Optional<Integer> end = place(code, at);
    if (end.isEmpty()) {
      return Optional.empty();
    }
    List<Documentation> found =
        engine.look(
            program -> find(program, code.substring(0, end.get()), code.substring(end.get())));
    return found.isEmpty() ? Optional.empty() : Optional.of(bundle(found, detailLevel > 0));
  }

  /**
   * Where to look: after the name the cursor touches; before the string it is in; nowhere in a
   * comment.
   */
  private static Optional<Integer> place(String code, int at) {
    for (Token token : JavaTokens.of(code)) {
      boolean isInside = token.start() < at && (at < token.end() || token.open());
      if (isInside && token.kind() == Kind.COMMENT) {
        return Optional.empty();
      }
      if (isInside && (token.kind() == Kind.STRING || token.kind() == Kind.CHARACTER)) {
        return Optional.of(token.start());
      }
      if (token.kind() == Kind.WORD && token.start() <= at && at <= token.end()) {
        return Optional.of(token.end());
      }
    }
    return Optional.of(at);
  }

  private List<Documentation> find(ProgramView program, String before, String after) {
    String code = CodeContext.of(program, before, after).code();
    List<Documentation> found = cache.documentation(program.analysis(), code);
    if (found.isEmpty() && Cursor.of(code, code.length()).name().length() > 0) {
      // A method's name means nothing to JShell without its call.
      found = cache.documentation(program.analysis(), code + "(");
    }
    if (found.isEmpty()) {
      found =
          innermostCall(code)
              .map(call -> cache.documentation(program.analysis(), call))
              .orElse(List.of());
    }
    return found;
  }

  /** The code up to the last parenthesis that is not closed. */
  private static Optional<String> innermostCall(String code) {
    Deque<Integer> open = new ArrayDeque<>();
    for (Token token : JavaTokens.withoutComments(code)) {
      switch (token.text(code)) {
        case "(", "{", "[" -> open.push(token.end());
        case ")", "}", "]" -> open.poll();
        default -> {}
      }
    }
    return Optional.ofNullable(open.peek())
        .filter(end -> code.charAt(end - 1) == '(')
        .map(end -> code.substring(0, end));
  }

  private static Map<String, String> bundle(List<Documentation> found, boolean inDetail) {
    Map<String, String> bundle = new LinkedHashMap<>();
    bundle.put(
        "text/plain",
        limited(
            found.stream()
                .map(each -> signature(each) + text(each, inDetail, false))
                .collect(Collectors.joining("\n\n"))));
    bundle.put(
        "text/markdown",
        limited(
            found.stream()
                .map(each -> "```java\n" + signature(each) + "\n```" + text(each, inDetail, true))
                .collect(Collectors.joining("\n\n"))));
    return bundle;
  }

  private static String text(Documentation documentation, boolean inDetail, boolean markdown) {
    String comment = documentation.javadoc();
    if (comment == null || comment.isBlank()) {
      return "";
    }
    JavadocBlocks blocks = JavadocBlocks.of(comment);
    return "\n\n" + (markdown ? blocks.markdown(inDetail) : blocks.plain(inDetail));
  }

  /** JShell writes {@code count:int} of a variable. */
  private static String signature(Documentation documentation) {
    String signature = documentation.signature();
    int colon = signature.lastIndexOf(':');
    if (colon > 0 && signature.indexOf('(') < 0) {
      return TypeText.shorten(signature.substring(colon + 1))
          + " "
          + TypeText.shorten(signature.substring(0, colon));
    }
    // JDK 25 writes the parameters of a record's constructor twice.
    return signature.indexOf('(') < 0
        ? signature
        : TypeText.shorten(signature.replaceFirst("(\\(.*\\))\\1$", "$1"));
  }

  private static String limited(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\n…";
  }
}
