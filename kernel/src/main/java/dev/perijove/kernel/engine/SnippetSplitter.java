package dev.perijove.kernel.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.SourceVersion;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * Cuts a cell into the snippets JShell takes one at a time. The pieces, put together, are the cell.
 *
 * <p>JShell finds the end of a snippet by the semicolon, and by itself neither sees that a new line
 * begins a new statement ({@code x} above {@code y} would declare a {@code y} of type {@code x})
 * nor always moves on. So here a line that is only the name of a value stands for itself, and a new
 * line ends a statement where Java asks for a semicolon.
 */
final class SnippetSplitter {

  /**
   * A part of a cell that is one snippet.
   *
   * @param source what the cell says, white space and comments before it included
   * @param code what JShell is given: from the first token on, with the semicolon it lacks
   * @param offset where the code begins in the cell
   */
  record Piece(String source, String code, int offset, Completion completion) {

    /** Where the next piece's source begins in the cell. */
    int end() {
      List<JavaTokens.Token> tokens = JavaTokens.withoutComments(source);
      return offset + source.length() - (tokens.isEmpty() ? 0 : tokens.get(0).start());
    }

    private static Piece of(String source, String code, int offset, Completion completion) {
      List<JavaTokens.Token> tokens = JavaTokens.withoutComments(source);
      // JShell loses count of the lines before an expression.
      int first = tokens.isEmpty() ? 0 : tokens.get(0).start();
      return new Piece(source, code.substring(first), offset + first, completion);
    }

    /** Nothing but white space, comments and stray semicolons. */
    boolean isEmpty() {
      return completion == Completion.EMPTY;
    }
  }

  /** How a piece ends. */
  enum Completion {
    EMPTY,
    COMPLETE,
    INCOMPLETE,
    INVALID
  }

  private static final Set<String> NOT_A_VALUE =
      Set.of("var", "record", "sealed", "non", "yield", "permits", "when", "module");

  private final SourceCodeAnalysis analysis;
  private final JavaSyntax syntax;
  private final Predicate<String> isVariable;

  /**
   * @param isVariable whether the program has a variable of that name
   */
  SnippetSplitter(SourceCodeAnalysis analysis, JavaSyntax syntax, Predicate<String> isVariable) {
    this.analysis = analysis;
    this.syntax = syntax;
    this.isVariable = isVariable;
  }

  List<Piece> split(String cell) {
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    while (at < cell.length()) {
      Piece piece = first(cell.substring(at), at);
      pieces.add(piece);
      at += piece.source().length();
    }
    return pieces;
  }

  private Piece first(String rest, int offset) {
    int nameEnd = endOfLoneName(rest);
    if (nameEnd > 0) {
      String line = rest.substring(0, nameEnd);
      return Piece.of(line, line + ";", offset, Completion.COMPLETE);
    }
    Piece piece = unit(rest, offset);
    if (piece.isEmpty()) {
      return piece;
    }
    int newLine = syntax.missingSemicolonAtLineEnd(piece.source());
    if (newLine > 0) {
      Piece shorter = unit(rest.substring(0, newLine), offset);
      if (shorter.completion() == Completion.COMPLETE) {
        return shorter;
      }
    }
    return piece;
  }

  /** What JShell takes for the first snippet; at least one char of a text that is not empty. */
  private Piece unit(String rest, int offset) {
    CompletionInfo info = analyze(rest);
    return switch (info.completeness()) {
      case EMPTY -> Piece.of(rest, rest, offset, Completion.EMPTY);
      case COMPLETE -> {
        int length = rest.length() - info.remaining().length();
        String source = length > 0 ? rest.substring(0, length) : rest;
        boolean blank =
            JavaTokens.withoutComments(source).stream().allMatch(t -> t.is(source, ";"));
        yield Piece.of(source, source, offset, blank ? Completion.EMPTY : Completion.COMPLETE);
      }
      case COMPLETE_WITH_SEMI -> Piece.of(rest, info.source(), offset, Completion.COMPLETE);
      case CONSIDERED_INCOMPLETE, DEFINITELY_INCOMPLETE ->
          Piece.of(rest, rest, offset, Completion.INCOMPLETE);
      case UNKNOWN -> Piece.of(rest, rest, offset, Completion.INVALID);
    };
  }

  private CompletionInfo analyze(String text) {
    return analysis.analyzeCompletion(text);
  }

  /**
   * The end of a first line that holds only the name of a value, with another word beginning the
   * next line; 0 where the text begins otherwise. A name is taken for a type where Java's habit (a
   * capital) says so and no variable has it.
   */
  private int endOfLoneName(String rest) {
    List<JavaTokens.Token> tokens = JavaTokens.withoutComments(rest);
    int count = 0;
    while (count < tokens.size()
        && (count % 2 == 0
            ? tokens.get(count).kind() == JavaTokens.Kind.WORD
            : tokens.get(count).is(rest, "."))) {
      count++;
      boolean nameEnds = count % 2 == 1;
      if (nameEnds
          && count < tokens.size()
          && TokenShapes.isBetween(rest, tokens.get(count - 1), tokens.get(count))) {
        break;
      }
    }
    if (count % 2 == 0
        || count >= tokens.size()
        || tokens.get(count).kind() != JavaTokens.Kind.WORD
        || !TokenShapes.isBetween(rest, tokens.get(count - 1), tokens.get(count))) {
      return 0;
    }
    String first = tokens.get(0).text(rest);
    String last = tokens.get(count - 1).text(rest);
    if (SourceVersion.isKeyword(first) || NOT_A_VALUE.contains(first)) {
      return 0;
    }
    if (tokens.get(count).is(rest, "instanceof")) {
      return 0;
    }
    boolean isConstant =
        count > 1 && last.length() > 1 && last.equals(last.toUpperCase(Locale.ROOT));
    boolean isValue =
        isVariable.test(first) || isConstant || !Character.isUpperCase(last.codePointAt(0));
    return isValue ? tokens.get(count - 1).end() : 0;
  }
}
