package dev.perijove.kernel.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.QualifiedNames;

/** Shows what the compiler refuses: the place in the cell, a caret under it, javac's words. */
final class CompilationErrors {

  static final String NAME = "CompilationError";
  private static final int SHOWN = 10;
  private static final int IMPORTS_SHOWN = 5;
  private static final int CARETS = 200;

  private final SourceCodeAnalysis analysis;

  CompilationErrors(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /**
   * @param code what JShell was given, which begins at {@code offset} of the cell
   */
  CellError of(Cell cell, int offset, String code, List<Problem> problems) {
    if (problems.isEmpty()) {
      return unresolved(cell, offset, "JShell refused this code and did not say why", List.of());
    }
    List<Problem> errors = eachOncePerLine(cell, offset, problems);
    List<String> traceback = new ArrayList<>();
    traceback.add(Ansi.ERROR.paint(NAME) + ": " + errors.get(0).headline() + more(errors.size()));
    // A single one has said in the first line what is wrong.
    Function<Problem, List<String>> words = errors.size() == 1 ? Problem::details : Problem::lines;
    errors.stream()
        .limit(SHOWN)
        .forEach(problem -> show(cell, offset, code, problem, words, traceback));
    if (errors.size() > SHOWN) {
      traceback.add(Ansi.DIM.paint("  ... and " + (errors.size() - SHOWN) + " more"));
    }
    return new CellError(NAME, errors.get(0).headline() + more(errors.size()), traceback);
  }

  private static List<Problem> eachOncePerLine(Cell cell, int offset, List<Problem> problems) {
    SourceLines lines = SourceLines.of(cell.source());
    Set<String> seen = new HashSet<>();
    return problems.stream()
        .filter(each -> seen.add(lines.lineOf(offset + each.start()) + each.message()))
        .toList();
  }

  /** A method or class in whose own cell something is not defined. */
  record Gap(Cell cell, int offset, String code, List<Problem> problems) {}

  /**
   * The use of something that is declared and still lacks what it names.
   *
   * @param gaps where the names stand that mean nothing so far
   */
  CellError unresolved(Cell cell, int offset, String message, List<Gap> gaps) {
    List<String> traceback = new ArrayList<>();
    traceback.add(Ansi.ERROR.paint(NAME) + ": " + message);
    SourceLines lines = SourceLines.of(cell.source());
    place(cell, lines, lines.lineOf(offset), traceback);
    for (Gap gap : gaps) {
      gap.problems().stream()
          .limit(SHOWN)
          .forEach(
              each -> show(gap.cell(), gap.offset(), gap.code(), each, Problem::lines, traceback));
    }
    return new CellError(NAME, message, traceback);
  }

  private static String more(int count) {
    return count == 1 ? "" : " (and " + (count - 1) + " more)";
  }

  private void show(
      Cell cell,
      int offset,
      String code,
      Problem problem,
      Function<Problem, List<String>> words,
      List<String> traceback) {
    SourceLines lines = SourceLines.of(cell.source());
    int at = within(cell, offset + problem.start());
    int line = lines.lineOf(at);
    place(cell, lines, line, traceback);
    traceback.add(caret(lines, line, at, within(cell, offset + problem.end())));
    words.apply(problem).forEach(text -> traceback.add("  " + text));
    hints(code, problem).forEach(hint -> traceback.add("  " + Ansi.HINT.paint(hint)));
  }

  private static int within(Cell cell, long position) {
    return (int) Math.max(0, Math.min(position, cell.source().length()));
  }

  private static void place(Cell cell, SourceLines lines, int line, List<String> traceback) {
    traceback.add("  at " + Ansi.PLACE.paint("Cell In[" + cell.number() + "], line " + line));
    traceback.add("    " + lines.line(line));
  }

  /** Tabs before the place are kept, and a pair of surrogates is one place wide. */
  private static String caret(SourceLines lines, int line, int from, int to) {
    String text = lines.line(line);
    int column = Math.min(from - lines.startOf(line), text.length());
    StringBuilder indent = new StringBuilder("    ");
    text.substring(0, column)
        .codePoints()
        .forEach(point -> indent.append(point == '\t' ? '\t' : ' '));
    int end = Math.max(column, Math.min(to - lines.startOf(line), text.length()));
    int width = Math.min(CARETS, Math.max(1, text.codePointCount(column, end)));
    return indent + Ansi.CARET.paint("^".repeat(width));
  }

  private List<String> hints(String code, Problem problem) {
    if (!problem.isUnknownName()) {
      return List.of();
    }
    int end = Math.min(problem.end(), code.length());
    if (end <= 0) {
      return List.of();
    }
    return importsFor(code, end);
  }

  /** The imports that would give the name that ends at {@code end} a meaning. */
  private List<String> importsFor(String code, int end) {
    QualifiedNames names = analysis.listQualifiedNames(code, end);
    if (names.isResolvable() || names.getNames().isEmpty()) {
      return List.of();
    }
    List<String> shown = names.getNames().stream().limit(IMPORTS_SHOWN).toList();
    return List.of(
        "missing an import? "
            + shown.stream().map(name -> "import " + name + ";").collect(Collectors.joining("  ")));
  }
}
