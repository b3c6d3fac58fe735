package dev.perijove.kernel.engine;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.EvalException;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;

/** One cell on its way through JShell; used once, by the thread that holds the compiler's lock. */
final class CellRun {

  private static final System.Logger LOG = System.getLogger(CellRun.class.getName());

  private final Cell cell;
  private final Program program;
  private final RunnerControl control;
  private final CompilationErrors compilationErrors;
  private final ThrownErrors thrownErrors;
  private final Warnings warnings;
  private Optional<Map<String, String>> shown = Optional.empty();

  CellRun(Cell cell, Program program, RunnerControl control) {
    this.cell = cell;
    this.program = program;
    this.control = control;
    this.compilationErrors = new CompilationErrors(program.analysis());
    this.thrownErrors = new ThrownErrors(program.snippets());
    this.warnings = new Warnings(program);
  }

  CellResult run() {
    List<SnippetSplitter.Piece> pieces =
        program.splitter().split(cell.source()).stream().filter(piece -> !piece.isEmpty()).toList();
    Optional<CellResult> failure = syntaxError(pieces);
    for (int i = 0; i < pieces.size() && failure.isEmpty(); i++) {
      failure = run(pieces.get(i));
    }
    if (failure.isPresent()) {
      return failure.get();
    }
    List<String> said = warnings.atEndOfCell();
    return shown
        .<CellResult>map(bundle -> new CellResult.Value(bundle, said))
        .orElseGet(() -> new CellResult.Nothing(said));
  }

  /** Before anything runs: half a cell that ran is worse than none. */
  private Optional<CellResult> syntaxError(List<SnippetSplitter.Piece> pieces) {
    for (SnippetSplitter.Piece piece : pieces) {
      List<Problem> problems = program.syntax().problems(piece.code());
      if (!problems.isEmpty()) {
        return Optional.of(refused(piece, problems));
      }
    }
    return Optional.empty();
  }

  private Optional<CellResult> run(SnippetSplitter.Piece piece) {
    if (control.isStopRequested()) {
      return Optional.of(interrupted(InvocationOutcome.Step.INTERRUPT));
    }
    shown = Optional.empty();
    TypeGuard guard = TypeGuard.of(program, piece.code());
    List<Problem> sure = guard.problems();
    if (!sure.isEmpty()) {
      return Optional.of(refused(piece, sure));
    }
    control.beginSnippet();
    List<SnippetEvent> events;
    try {
      events = program.shell().eval(piece.code());
    } catch (RuntimeException | AssertionError | InternalError e) {
      LOG.log(Level.ERROR, "JShell failed on a snippet", e);
      return Optional.of(failed(RunErrors.compilerFailed(e)));
    }
    for (SnippetEvent event : events) {
      program.snippets().add(event, cell, piece.offset());
    }
    warnings.note(events);
    Optional<CellResult> failure = failure(piece, events);
    if (failure.isEmpty() && !events.isEmpty()) {
      show(piece, events.get(0).snippet());
    }
    for (SnippetEvent event : events) {
      if (event.causeSnippet() == null) {
        program.forgetRun(event.snippet());
        if (event.status() == Status.REJECTED) {
          guard.mend(event.snippet());
        }
      }
    }
    return failure;
  }

  private void show(SnippetSplitter.Piece piece, Snippet snippet) {
    boolean isValue =
        snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND
            || snippet.subKind() == Snippet.SubKind.VAR_VALUE_SUBKIND
            || snippet.subKind() == Snippet.SubKind.OTHER_EXPRESSION_SUBKIND;
    if (isValue
        && !ExpressionShape.isSilent(piece.source())
        && control.outcome() instanceof InvocationOutcome.Returned returned
        && !returned.bundle().isEmpty()) {
      shown = Optional.of(returned.bundle());
    }
  }

  private Optional<CellResult> failure(SnippetSplitter.Piece piece, List<SnippetEvent> events) {
    InvocationOutcome outcome = control.outcome();
    if (outcome instanceof InvocationOutcome.WorkerLost loss) {
      return Optional.of(new CellResult.WorkerLost(RunErrors.workerLost(loss), warnings.soFar()));
    }
    if (program.hasEnded()) {
      return Optional.of(new CellResult.WorkerLost(RunErrors.ended(), warnings.soFar()));
    }
    if (outcome instanceof InvocationOutcome.Interrupted stopped) {
      return Optional.of(interrupted(stopped.by()));
    }
    for (SnippetEvent event : events) {
      if (event.causeSnippet() == null) {
        Optional<CellResult> failure = failure(piece, event);
        if (failure.isPresent()) {
          return failure;
        }
      }
    }
    if (outcome instanceof InvocationOutcome.Threw threw) {
      return Optional.of(failed(thrownErrors.of(threw.error())));
    }
    return control.refusal().map(reason -> failed(RunErrors.refused(reason)));
  }

  private Optional<CellResult> failure(SnippetSplitter.Piece piece, SnippetEvent event) {
    Snippet snippet = event.snippet();
    boolean neverRan =
        event.status() == Status.RECOVERABLE_NOT_DEFINED && snippet instanceof VarSnippet;
    if (event.status() == Status.REJECTED || neverRan) {
      CellResult refused = refused(piece, problems(snippet));
      if (neverRan) {
        // A variable that would come to life later, empty, is not what its initializer says.
        program.shell().drop(snippet);
      }
      return Optional.of(refused);
    }
    if (event.exception() instanceof UnresolvedReferenceException unresolved) {
      return Optional.of(unresolved(piece, unresolved.getSnippet()));
    }
    if (event.exception() instanceof EvalException thrown
        && !(control.outcome() instanceof InvocationOutcome.Threw)) {
      return Optional.of(failed(thrownErrors.of(ThrownErrors.copy(thrown))));
    }
    return Optional.empty();
  }

  private List<Problem> problems(Snippet snippet) {
    List<Problem> problems =
        program
            .shell()
            .diagnostics(snippet)
            .filter(diag -> diag.isError())
            .map(Problem::of)
            .toList();
    return problems.isEmpty() && snippet instanceof DeclarationSnippet declaration
        ? Unresolved.of(declaration, program.shell()).problems()
        : problems;
  }

  private CellResult refused(SnippetSplitter.Piece piece, List<Problem> problems) {
    return failed(compilationErrors.of(cell, piece.offset(), piece.code(), problems));
  }

  private CellResult unresolved(SnippetSplitter.Piece piece, DeclarationSnippet snippet) {
    Unresolved unresolved = Unresolved.of(snippet, program.shell());
    String message =
        Warnings.describe(snippet) + " needs " + unresolved.names() + ", not defined so far";
    List<CompilationErrors.Gap> gaps =
        program.snippets().origin(snippet).stream()
            .map(
                origin ->
                    new CompilationErrors.Gap(
                        origin.cell(), origin.offset(), snippet.source(), unresolved.problems()))
            .toList();
    return failed(compilationErrors.unresolved(cell, piece.offset(), message, gaps));
  }

  private CellResult interrupted(InvocationOutcome.Step step) {
    return new CellResult.Interrupted(RunErrors.interrupted(step), warnings.soFar());
  }

  private CellResult failed(CellError error) {
    return new CellResult.Failed(error, warnings.soFar());
  }
}
