package dev.perijove.kernel.engine;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Runs cells: JShell compiles them here, a {@link SnippetRunner} executes them elsewhere.
 *
 * <p>Every method may be called from any thread. Cells run one at a time; while one runs, {@link
 * #interrupt}, {@link #completeness} and {@link #look} are answered. An engine never runs two
 * programs: {@link #restart}, or the death of the worker, puts a fresh and empty one in the old
 * one's place, with the compiler still warm.
 */
public final class Engine implements AutoCloseable {

  private final ReentrantLock running = new ReentrantLock(true);
  private final ReentrantLock compiler = new ReentrantLock(true);
  private final RunnerControl control;
  private volatile EngineOptions options;
  private volatile CompletableFuture<Program> program;

  private Engine(SnippetRunner runner, EngineOptions options) {
    this.options = requireNonNull(options, "options");
    this.control = new RunnerControl(requireNonNull(runner, "runner"), compiler);
    this.program = startProgram();
  }

  /**
   * Begins to start and warm the compiler in the background, and returns at once; the first cell
   * waits for what is left. The runner stays the caller's to close, after the engine.
   */
  public static Engine start(SnippetRunner runner, EngineOptions options) {
    return new Engine(runner, options);
  }

  private CompletableFuture<Program> startProgram() {
    CompletableFuture<Program> starting = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              compiler.lock();
              try {
                starting.complete(Program.start(control, options));
              } catch (RuntimeException | Error e) {
                // Whoever needs the program is told.
                starting.completeExceptionally(e);
              } finally {
                compiler.unlock();
              }
            },
            "kernel-engine-start");
    thread.setDaemon(true);
    thread.start();
    return starting;
  }

  /**
   * Runs a cell to its end: snippet after snippet, up to the first that fails.
   *
   * <p>The value shown is that of a last expression without a semicolon, {@code null} included.
   * Assignments, declarations, statements and calls of {@code void} methods show nothing. A cell
   * with a syntax error runs nothing at all.
   */
  public CellResult run(Cell cell) {
    running.lock();
    control.takeCell(cell.id());
    try {
      return runNow(cell);
    } finally {
      control.leaveCell();
      running.unlock();
    }
  }

  private CellResult runNow(Cell cell) {
    Program current;
    try {
      current = program.join();
    } catch (CompletionException e) {
      program = startProgram();
      return new CellResult.WorkerLost(RunErrors.notStarted(e.getCause()));
    }
    if (control.isStopRequested()) {
      return new CellResult.Interrupted(RunErrors.interrupted(InvocationOutcome.Step.INTERRUPT));
    }
    control.beginCell(cell.id());
    CellResult result;
    compiler.lock();
    try {
      result = new CellRun(cell, current, control).run();
    } finally {
      compiler.unlock();
    }
    if (current.hasEnded()) {
      program = startProgram();
    }
    return result;
  }

  /**
   * Runs expressions one after another, each as a cell of its own whose output belongs to {@code
   * cell}; "user_expressions" of an execute request.
   *
   * @return each expression's value or error, under its key, in the order given
   */
  public Map<String, CellResult> evaluate(Cell cell, Map<String, String> expressions) {
    Map<String, CellResult> results = new LinkedHashMap<>();
    running.lock();
    control.takeCell(cell.id());
    try {
      expressions.forEach(
          (key, code) -> results.put(key, runNow(new Cell(cell.id(), cell.number(), code))));
    } finally {
      control.leaveCell();
      running.unlock();
    }
    return results;
  }

  /** Whether code is ready to run, or what the next line should begin with. */
  public Completeness completeness(String code) {
    return withProgram(current -> CompletenessCheck.of(code, current));
  }

  /** Whether a program is up, so that questions about code need not wait for its start. */
  public boolean isUp() {
    return program.isDone() && !program.isCompletedExceptionally();
  }

  /**
   * Stops the cell that runs, or waits for the program to start; without effect when there is none.
   * Returns at once.
   */
  public void interrupt() {
    control.requestStop();
  }

  /**
   * Stops this cell and no other, also when it is only on its way to {@link #run}. Returns at once.
   */
  public void interrupt(long cell) {
    control.requestStop(cell);
  }

  /** Stops what runs and begins an empty program; returns when the old one is gone. */
  public void restart() {
    interrupt();
    running.lock();
    try {
      replaceProgram();
    } finally {
      running.unlock();
    }
  }

  /**
   * Waits for the running cell and begins an empty program if there is reason to.
   *
   * @param reason asked when no cell runs and the present program has started
   * @return whether there was
   */
  public boolean restartIf(BooleanSupplier reason) {
    running.lock();
    try {
      boolean asked = program.handle((current, failure) -> reason.getAsBoolean()).join();
      if (asked) {
        replaceProgram();
      }
      return asked;
    } finally {
      running.unlock();
    }
  }

  private void replaceProgram() {
    CompletableFuture<Program> old = program;
    old.whenComplete(
            (ended, failure) -> {
              if (ended != null) {
                ended.close();
              }
            })
        .exceptionally(failure -> null)
        .join();
    program = startProgram();
  }

  /** Adds to what cells are compiled against and run with, now and after a restart, in one step. */
  public void addToClassPath(List<Path> paths) {
    running.lock();
    try {
      options = options.withClassPath(joined(options.classPath(), paths));
      withProgram(
          current -> {
            current.addToClassPath(paths);
            return paths;
          });
    } finally {
      running.unlock();
    }
  }

  private static List<Path> joined(List<Path> first, List<Path> second) {
    return Stream.concat(first.stream(), second.stream()).distinct().toList();
  }

  /**
   * Asks the compiler something that runs no code, such as completion. Waits while a cell compiles
   * (milliseconds), not while its code runs.
   */
  public <T> T look(Function<ProgramView, T> question) {
    return withProgram(current -> question.apply(new ProgramView(current)));
  }

  private <T> T withProgram(Function<Program, T> question) {
    Program current = program.join();
    compiler.lock();
    try {
      return question.apply(current);
    } finally {
      compiler.unlock();
    }
  }

  /** Ends the program. */
  @Override
  public void close() {
    program.whenComplete(
        (current, failure) -> {
          if (current != null) {
            current.close();
          }
        });
  }
}
