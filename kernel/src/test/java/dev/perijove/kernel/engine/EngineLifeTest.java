package dev.perijove.kernel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.perijove.kernel.intellisense.Completer;
import dev.perijove.kernel.intellisense.Completion;
import dev.perijove.kernel.intellisense.Completions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Interrupt, loss, restart, and what is answered meanwhile. */
@Timeout(60)
class EngineLifeTest {

  /** Where a cell, which runs in this process, finds the test's gates. */
  private static final String GATE = "dev.perijove.test.gate";

  private final Notebook notebook = Notebook.open();

  @AfterEach
  void close() {
    notebook.close();
    System.getProperties().remove(GATE);
  }

  @Test
  void an_interrupted_cell_says_so_and_keeps_its_variables() throws Exception {
    CountDownLatch begun = gate();
    notebook.run("int kept = 1;");
    CompletableFuture<CellResult> running =
        CompletableFuture.supplyAsync(
            () -> notebook.run("kept = 2;\n" + OPEN_GATE + "\nThread.sleep(100_000);\nkept = 3;"));
    begun.await();

    notebook.engine().interrupt();

    CellResult result = running.get(30, TimeUnit.SECONDS);
    assertThat(result).isInstanceOf(CellResult.Interrupted.class);
    assertThat(((CellResult.Interrupted) result).error().name()).isEqualTo("Interrupted");
    assertThat(notebook.shows("kept")).isEqualTo("2");
  }

  @Test
  void an_interrupt_when_nothing_runs_does_not_reach_the_next_cell() {
    notebook.run("int before = 1;");

    notebook.engine().interrupt();

    assertThat(notebook.shows("before")).isEqualTo("1");
  }

  @Test
  void an_interrupt_while_the_program_starts_stops_the_cell_that_waits_for_it() throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    notebook.run("int before = 1;");
    notebook.runner().startAfter(start);
    notebook.engine().restart();
    FutureTask<CellResult> cell = new FutureTask<>(() -> notebook.run("int after = 1;"));
    Thread waiting = new Thread(cell);
    waiting.start();
    awaitState(waiting, Thread.State.WAITING);

    notebook.engine().interrupt();
    start.countDown();

    assertThat(cell.get()).isInstanceOf(CellResult.Interrupted.class);
    assertThat(notebook.fails("after").value()).isEqualTo("cannot find symbol: variable after");
  }

  @Test
  void an_interrupt_stops_the_cell_it_names_though_on_its_way_and_no_other() {
    notebook.engine().interrupt(notebook.number() + 2);

    assertThat(notebook.shows("int first = 1;\nfirst")).isEqualTo("1");
    assertThat(notebook.run("first = 2;")).isInstanceOf(CellResult.Interrupted.class);
    assertThat(notebook.shows("first")).isEqualTo("1");
  }

  @Test
  void the_compiler_answers_while_a_cell_runs() throws Exception {
    CountDownLatch begun = gate();
    CompletableFuture<CellResult> running =
        CompletableFuture.supplyAsync(
            () -> notebook.run("int here = 1;\n" + OPEN_GATE + "\nThread.sleep(100_000);"));
    begun.await();

    Completeness answer =
        assertTimeoutPreemptively(
            Duration.ofSeconds(30), () -> notebook.engine().completeness("if (here > 1) {"));

    assertThat(answer.status()).isEqualTo(Completeness.Status.INCOMPLETE);
    assertThat(running).isNotDone();
    notebook.engine().interrupt();
    running.get(30, TimeUnit.SECONDS);
  }

  @Test
  void a_lost_worker_is_told_and_the_next_cell_runs_in_an_empty_program() {
    notebook.run("int gone = 1;");
    notebook
        .runner()
        .loseWorkerAtNextInvocation(
            new InvocationOutcome.WorkerLost(
                InvocationOutcome.Reason.EXIT, 3, "The code ended the program with exit code 3."));

    CellResult result = notebook.run("gone = 2;\ngone = 3;");

    assertThat(result).isInstanceOf(CellResult.WorkerLost.class);
    CellError error = ((CellResult.WorkerLost) result).error();
    assertThat(error.name()).isEqualTo("WorkerLost");
    assertThat(error.value()).isEqualTo("The code ended the program with exit code 3.");
    assertThat(Notebook.plain(error))
        .contains("without System.exit")
        .contains("Every variable and definition is gone");
    assertThat(notebook.fails("gone").value()).isEqualTo("cannot find symbol: variable gone");
    assertThat(notebook.shows("List.of(1)")).isEqualTo("[1]");
    assertThat(notebook.runner().programs()).isEqualTo(2);
  }

  @Test
  void code_that_the_program_cannot_load_is_an_error_of_its_cell_and_can_be_run_again() {
    notebook.runner().refuseNextClasses("java.lang.NoClassDefFoundError: lib/Missing");

    CellError error = notebook.fails("int answer = 6 * 7;");

    assertThat(error.name()).isEqualTo("NotRun");
    assertThat(error.value()).contains("NoClassDefFoundError: lib/Missing");
    assertThat(notebook.shows("int answer = 6 * 7;\nanswer")).isEqualTo("42");
  }

  @Test
  void code_that_the_program_loaded_but_cannot_run_is_an_error_of_its_cell() {
    notebook.runner().refuseNextInvocation("java.lang.ClassNotFoundException: REPL.$JShell$1");

    CellError error = notebook.fails("int first = 1, second = 2;");

    assertThat(error.name()).isEqualTo("NotRun");
    assertThat(error.value()).contains("ClassNotFoundException");
    assertThat(notebook.shows("second")).isEqualTo("0");
  }

  @Test
  void a_program_that_a_cell_has_replaced_is_not_replaced_again() {
    notebook.run("int kept = 1;");

    notebook.engine().restartIf(() -> false);
    assertThat(notebook.shows("kept")).isEqualTo("1");

    notebook.engine().restartIf(() -> true);
    assertThat(notebook.fails("kept").name()).isEqualTo("CompilationError");
  }

  @Test
  void a_restart_begins_an_empty_program_with_its_imports() {
    notebook.run("int old = 1;");

    notebook.engine().restart();

    assertThat(notebook.fails("old").name()).isEqualTo("CompilationError");
    assertThat(notebook.shows("List.of(Path.of(\"a\"))")).isEqualTo("[a]");
  }

  @Test
  void a_restart_ends_what_is_running() throws Exception {
    CountDownLatch begun = gate();
    CompletableFuture<CellResult> running =
        CompletableFuture.supplyAsync(() -> notebook.run(OPEN_GATE + "\nThread.sleep(100_000);"));
    begun.await();

    notebook.engine().restart();

    assertThat(running.get(30, TimeUnit.SECONDS)).isInstanceOf(CellResult.Interrupted.class);
    assertThat(notebook.shows("1")).isEqualTo("1");
  }

  @Test
  void the_class_path_can_grow_and_survives_a_restart(@TempDir Path directory) throws Exception {
    Path source = directory.resolve("Added.java");
    Files.writeString(source, "package lib; public class Added { public static int n = 5; }");
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", directory.toString(), source.toString());
    assertThat(compiled).isZero();
    assertThat(notebook.fails("lib.Added.n").value()).contains("package lib does not exist");

    notebook.engine().addToClassPath(List.of(directory));

    assertThat(notebook.shows("import lib.Added;\nAdded.n")).isEqualTo("5");
    notebook.engine().restart();
    assertThat(notebook.shows("lib.Added.n")).isEqualTo("5");
  }

  @Test
  void a_class_path_does_not_hide_the_api_from_a_type_that_is_defined_again(
      @TempDir Path directory) {
    notebook.engine().addToClassPath(List.of(directory));
    String type =
        "class Shown { MimeBundle form() { return MimeBundle.html(\"x\"); }"
            + " int length() { return form().forms().size(); } }";

    assertThat(notebook.shows(type)).isEmpty();
    assertThat(notebook.shows(type + "\nnew Shown().length()")).isEqualTo("1");
    Completions completions =
        Completer.of(notebook.engine()).complete("MimeBundle.htm", "MimeBundle.htm".length());
    assertThat(completions.matches())
        .containsExactly(new Completion("html", "function", "(String html) → MimeBundle"));
  }

  @Test
  void warnings_of_the_compiler_are_shown_when_asked_for() {
    String cell = "List<String> raw = new ArrayList();";
    assertThat(notebook.run(cell).warnings()).isEmpty();

    try (Notebook strict =
        Notebook.open(EngineOptions.defaults().withCompilerOptions(List.of("-Xlint:all")))) {
      assertThat(strict.run(cell).warnings())
          .anySatisfy(warning -> assertThat(warning).contains("unchecked"));
    }
  }

  @Test
  void options_that_the_compiler_refuses_are_an_error_of_the_cell() {
    try (Notebook wrong =
        Notebook.open(EngineOptions.defaults().withCompilerOptions(List.of("--nonsense")))) {
      CellResult result = wrong.run("1 + 1");

      assertThat(result).isInstanceOf(CellResult.WorkerLost.class);
      assertThat(((CellResult.WorkerLost) result).error().value()).contains("--nonsense");
    }
  }

  @Test
  void cells_from_several_threads_run_one_after_another() throws Exception {
    notebook.run("int count = 0;");
    List<CompletableFuture<CellResult>> cells =
        java.util.stream.IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            notebook
                                .engine()
                                .run(new Cell(100 + i, i, "int was = count;\ncount = was + 1;"))))
            .toList();

    for (CompletableFuture<CellResult> cell : cells) {
      assertThat(cell.get(30, TimeUnit.SECONDS)).isEqualTo(new CellResult.Nothing());
    }
    assertThat(notebook.shows("count")).isEqualTo("8");
  }

  private static void awaitState(Thread thread, Thread.State state) {
    while (thread.getState() != state) {
      Thread.onSpinWait();
    }
  }

  private static final String OPEN_GATE =
      "((java.util.concurrent.CountDownLatch) System.getProperties().get(\""
          + GATE
          + "\")).countDown();";

  private static CountDownLatch gate() {
    CountDownLatch latch = new CountDownLatch(1);
    System.getProperties().put(GATE, latch);
    return latch;
  }
}
