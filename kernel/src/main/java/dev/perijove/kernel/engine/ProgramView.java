package dev.perijove.kernel.engine;

import com.sun.source.util.JavacTask;
import java.io.Writer;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.tools.DiagnosticListener;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;

/**
 * The program as those see it who only ask. Handed out by {@link Engine#look}, and good only until
 * the question is answered.
 */
public final class ProgramView {

  /** Half-written code is attributed as far as it goes; names of parameters are kept. */
  private static final List<String> ATTRIBUTE_ALL =
      List.of("-proc:none", "-parameters", "--should-stop=ifError=FLOW");

  private final Program program;

  ProgramView(Program program) {
    this.program = program;
  }

  public JShell shell() {
    return program.shell();
  }

  public SourceCodeAnalysis analysis() {
    return program.analysis();
  }

  /** The parts of a cell, without those that hold nothing; the last may be unfinished. */
  public List<CodePart> parts(String code) {
    return parts(code, piece -> !piece.isEmpty());
  }

  /** The parts of a cell that could be compiled, as far as their syntax goes. */
  public List<CodePart> finishedParts(String code) {
    return parts(
        code, piece -> !piece.isEmpty() && program.syntax().problems(piece.code()).isEmpty());
  }

  private List<CodePart> parts(String code, Predicate<SnippetSplitter.Piece> wanted) {
    return program.splitter().split(code).stream()
        .filter(wanted)
        .map(
            piece ->
                new CodePart(
                    code.substring(piece.offset(), piece.end()),
                    piece.offset(),
                    program.syntax().formOf(piece.code())))
        .toList();
  }

  /**
   * Whether the code's last statement may be over, so that what follows begins a new one: it ends
   * in a semicolon or a brace, or with its line.
   */
  public static boolean mayBeginStatement(String code) {
    List<JavaTokens.Token> tokens = JavaTokens.withoutComments(code);
    if (tokens.isEmpty()) {
      return true;
    }
    JavaTokens.Token last = tokens.get(tokens.size() - 1);
    return last.is(code, ";")
        || last.is(code, "}")
        || (TokenShapes.couldEnd(code, last)
            && code.substring(last.end()).chars().anyMatch(c -> c == '\n' || c == '\r'));
  }

  /**
   * What stands before a class that may use all that the program has declared: a package, and
   * imports.
   *
   * @param more imports besides, each with its semicolon
   */
  public String header(List<String> more) {
    // Code that is nothing leaves no trace; a class would, and JDK 25 stumbles over it later.
    String wrapped =
        analysis().wrappers("}").stream()
            .map(SourceCodeAnalysis.SnippetWrapper::wrapped)
            .collect(Collectors.joining());
    int end = wrapped.indexOf("class $JShell$");
    return (end < 0 ? "" : wrapped.substring(0, end)) + String.join("\n", more) + "\n";
  }

  /** A task of javac's that can attribute a compilation unit of the program. */
  public JavacTask attributing(String unit) {
    return attributing(unit, diagnostic -> {});
  }

  JavacTask attributing(String unit, DiagnosticListener<JavaFileObject> problems) {
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///$W.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return unit;
          }
        };
    return (JavacTask)
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                Writer.nullWriter(), program.files(), problems, ATTRIBUTE_ALL, null, List.of(file));
  }
}
