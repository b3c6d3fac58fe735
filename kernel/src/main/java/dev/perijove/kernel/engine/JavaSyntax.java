package dev.perijove.kernel.engine;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Asks javac's parser about a snippet. Unlike JShell's own analysis, which is made to be quick
 * while somebody types, its answer is the compiler's.
 */
final class JavaSyntax {

  /** Where code that is not a whole file can stand. */
  private enum Place {
    BODY("class $ { void $() {", "\n;}}"),
    CLASS("class $ {", "\n}"),
    FILE("", "\n");

    private final String before;
    private final String after;

    Place(String before, String after) {
      this.before = before;
      this.after = after;
    }
  }

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final List<String> options;

  /**
   * @param options the compiler's; the parser obeys those of the language level
   */
  JavaSyntax(List<String> options) {
    List<String> all = new ArrayList<>(options);
    all.add("-proc:none");
    this.options = List.copyOf(all);
  }

  /** What no way to read this snippet allows; empty where one is without fault. */
  List<Problem> problems(String code) {
    List<Problem> best = List.of();
    for (Place place : isImport(code) ? List.of(Place.FILE) : List.of(Place.BODY, Place.CLASS)) {
      List<Problem> problems = parse(code, place);
      if (problems.isEmpty()) {
        return problems;
      }
      if (best.isEmpty() || problems.get(0).start() > best.get(0).start()) {
        best = problems;
      }
    }
    return best;
  }

  /**
   * Index after the last token of the line whose end Java would have a semicolon at; 0 where it
   * misses none, or misses it elsewhere.
   */
  int missingSemicolonAtLineEnd(String code) {
    List<JavaTokens.Token> tokens = JavaTokens.withoutComments(code);
    if (!TokenShapes.mayEndStatement(code, tokens)) {
      return 0;
    }
    return parse(code, isImport(code) ? Place.FILE : Place.BODY).stream()
        .findFirst()
        .filter(problem -> problem.code().startsWith("compiler.err.expected"))
        .filter(problem -> problem.message().contains("';'"))
        .map(Problem::start)
        .filter(end -> TokenShapes.isAfter(code, tokens, end))
        .orElse(0);
  }

  private static boolean isImport(String code) {
    List<JavaTokens.Token> tokens = JavaTokens.withoutComments(code);
    return !tokens.isEmpty() && tokens.get(0).is(code, "import");
  }

  /** What code declares or does; of code that is not finished, what it begins to be. */
  CodePart.Form formOf(String code) {
    if (isImport(code)) {
      return CodePart.Form.IMPORT;
    }
    Parsed body = parsed(code, Place.BODY);
    if (body.problems().isEmpty()) {
      return form(body.first());
    }
    CodePart.Form member = form(parsed(code, Place.CLASS).first());
    return switch (member) {
      case VARIABLE -> form(body.first());
      case METHOD -> TokenShapes.beginsMethod(code) ? member : CodePart.Form.STATEMENT;
      default -> member;
    };
  }

  /** The name of the type that code declares. */
  Optional<String> declaredType(String code) {
    if (isImport(code)) {
      return Optional.empty();
    }
    return parsed(code, Place.CLASS)
        .first()
        .filter(tree -> tree instanceof ClassTree)
        .map(tree -> ((ClassTree) tree).getSimpleName().toString());
  }

  private static CodePart.Form form(Optional<Tree> tree) {
    if (tree.isEmpty()) {
      return CodePart.Form.STATEMENT;
    }
    return switch (tree.get().getKind()) {
      case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE -> CodePart.Form.TYPE;
      case VARIABLE -> CodePart.Form.VARIABLE;
      case METHOD -> CodePart.Form.METHOD;
      default -> CodePart.Form.STATEMENT;
    };
  }

  private List<Problem> parse(String code, Place place) {
    List<Problem> problems = parsed(code, place).problems();
    // What a parser says past the end of the code follows from what it said before.
    List<Problem> inside =
        problems.stream().filter(problem -> problem.start() < code.length()).toList();
    return inside.isEmpty() ? problems : inside;
  }

  /**
   * What the parser made of code.
   *
   * @param first the first thing in it
   */
  private record Parsed(Optional<Tree> first, List<Problem> problems) {}

  private Parsed parsed(String code, Place place) {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    JavaFileObject file = new Text(place.before + code + place.after);
    JavacTask task =
        (JavacTask)
            compiler.getTask(Writer.nullWriter(), null, found, options, null, List.of(file));
    task.setLocale(Locale.getDefault());
    Optional<Tree> first = Optional.empty();
    try {
      for (CompilationUnitTree unit : task.parse()) {
        first = unit.getTypeDecls().stream().findFirst().flatMap(type -> first(type, place));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a source in memory could not be read", e);
    }
    List<Problem> problems =
        found.getDiagnostics().stream()
            .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
            // JShell takes any expression for a statement.
            .filter(diagnostic -> !diagnostic.getCode().equals("compiler.err.not.stmt"))
            .map(diagnostic -> Problem.of(diagnostic, place.before.length()))
            .toList();
    return new Parsed(first, problems);
  }

  private static Optional<Tree> first(Tree type, Place place) {
    if (place == Place.FILE || !(type instanceof ClassTree wrapper)) {
      return Optional.of(type);
    }
    Optional<Tree> member = wrapper.getMembers().stream().findFirst().map(tree -> (Tree) tree);
    if (place == Place.CLASS) {
      return member;
    }
    return member.flatMap(
        method ->
            method instanceof MethodTree tree && tree.getBody() != null
                ? tree.getBody().getStatements().stream().findFirst().map(each -> (Tree) each)
                : Optional.empty());
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String text) {
      super(URI.create("string:///$.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
