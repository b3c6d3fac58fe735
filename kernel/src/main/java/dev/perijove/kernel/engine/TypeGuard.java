package dev.perijove.kernel.engine;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;

/**
 * Keeps a type's refusal from doing harm. JShell forgets the type it would have replaced, whose
 * variables are then lost to a slip of the pen; and from JDK 21 or so on, a name that was only ever
 * refused turns every later {@code var} into an {@code Object}.
 */
final class TypeGuard {

  private static final String BEFORE = "class $W {";

  private final Program program;
  private final String code;
  private final Optional<TypeDeclSnippet> predecessor;
  private final Optional<SnippetMap.Origin> origin;

  private TypeGuard(Program program, String code, Optional<TypeDeclSnippet> predecessor) {
    this.program = program;
    this.code = code;
    this.predecessor = predecessor;
    this.origin = predecessor.flatMap(program.snippets()::origin);
  }

  /** For code that is about to be given to JShell; without effect where it declares no type. */
  static TypeGuard of(Program program, String code) {
    Optional<String> name = program.syntax().declaredType(code);
    return new TypeGuard(
        program,
        code,
        name.flatMap(
            each -> program.shell().types().filter(type -> type.name().equals(each)).findFirst()));
  }

  /** What is surely wrong with a type that would replace another; empty where JShell may try. */
  List<Problem> problems() {
    if (predecessor.isEmpty()) {
      return List.of();
    }
    ProgramView view = new ProgramView(program);
    String before = view.header(List.of()) + BEFORE;
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    JavacTask task = view.attributing(before + code + "\n}", found);
    try {
      task.parse();
      task.analyze();
    } catch (IOException e) {
      throw new UncheckedIOException("a source in memory could not be read", e);
    }
    return found.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(diagnostic -> Problem.of(diagnostic, before.length()))
        .filter(problem -> !mayBeMended(problem))
        .toList();
  }

  /**
   * By a later definition of what is missing, or by JShell compiling what uses the old type anew.
   */
  private static boolean mayBeMended(Problem problem) {
    return problem.isUnknownName()
        || problem.code().contains("does.not.override")
        || problem.message().contains("$JShell$");
  }

  /** After JShell refused the type: gives its name back what it meant, or at least a place. */
  void mend(Snippet refused) {
    if (!(refused instanceof TypeDeclSnippet type)) {
      return;
    }
    // A type that waits for something nobody will define keeps its name known and unusable.
    String source =
        predecessor
            .map(TypeDeclSnippet::source)
            .orElseGet(() -> "class " + type.name() + " extends $undefined {}");
    for (SnippetEvent event : program.shell().eval(source)) {
      origin.ifPresent(place -> program.snippets().add(event, place.cell(), place.offset()));
    }
  }
}
