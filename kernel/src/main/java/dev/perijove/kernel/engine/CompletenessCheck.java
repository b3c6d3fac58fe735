package dev.perijove.kernel.engine;

import java.util.List;

/** Answers whether code can be run as it is, and how far in its next line begins. */
final class CompletenessCheck {

  private static final String STEP = "    ";

  private CompletenessCheck() {}

  static Completeness of(String code, Program program) {
    List<SnippetSplitter.Piece> pieces = program.splitter().split(code);
    for (SnippetSplitter.Piece piece : pieces) {
      switch (piece.completion()) {
        case EMPTY -> {}
        case COMPLETE -> {
          // JShell calls code complete as soon as nothing could follow it; the parser reads it.
          if (!program.syntax().problems(piece.code()).isEmpty()) {
            return Completeness.of(Completeness.Status.INVALID);
          }
        }
        case INCOMPLETE -> {
          return new Completeness(Completeness.Status.INCOMPLETE, indent(code));
        }
        case INVALID -> {
          return Completeness.of(Completeness.Status.INVALID);
        }
      }
    }
    return Completeness.of(Completeness.Status.COMPLETE);
  }

  /** As the last line is indented, one step more where it opens a bracket. */
  static String indent(String code) {
    SourceLines lines = SourceLines.of(code);
    int number = lines.count();
    while (number > 1 && lines.line(number).isBlank()) {
      number--;
    }
    String line = lines.line(number);
    String own = line.substring(0, line.length() - line.stripLeading().length());
    int depth = 0;
    for (JavaTokens.Token token : JavaTokens.withoutComments(line)) {
      if (token.kind() == JavaTokens.Kind.SYMBOL) {
        depth = Math.max(0, depth + TokenShapes.depthChange(line.charAt(token.start())));
      }
    }
    return depth > 0 ? own + STEP : own;
  }
}
