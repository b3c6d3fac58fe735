package dev.perijove.kernel.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.kernel.engine.InvocationOutcome;
import java.io.EOFException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.SnippetEvent;

/** A real worker process with a small JShell in front of it, which records what happens. */
final class TestProgram implements AutoCloseable, WorkerEvents {
  private static final long PATIENCE_SECONDS = 20;

  /** Something printed. */
  record Text(long cell, Stream stream, String text) {}

  /** What the person does when asked for input. */
  interface Person {
    String answer(String prompt) throws InputRefusedException, InterruptedException, EOFException;
  }

  private final StringBuffer out = new StringBuffer();
  private final StringBuffer err = new StringBuffer();
  private final BlockingQueue<Text> texts = new LinkedBlockingQueue<>();
  private final BlockingQueue<InvocationOutcome.WorkerLost> losses = new LinkedBlockingQueue<>();
  private final WorkerSupervisor supervisor;
  private JShell shell;
  private long cell;
  private volatile Person person =
      prompt -> {
        throw new InputRefusedException("this client offers no input");
      };

  private TestProgram(WorkerConfig config) throws IOException {
    supervisor = WorkerSupervisor.start(config, this);
    shell = newShell();
  }

  static TestProgram start() throws IOException {
    return start(config -> config);
  }

  static TestProgram start(UnaryOperator<WorkerConfig> change) throws IOException {
    return new TestProgram(change.apply(WorkerConfig.of(workerClasses())));
  }

  /** Where the classes under test are, so that no jar has to be built first. */
  static Path workerClasses() {
    try {
      return Path.of(
          WorkerConfig.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private JShell newShell() {
    return JShell.builder()
        .executionEngine(supervisor.executionControlProvider(), Map.of())
        .build();
  }

  /** Runs snippets as one cell; the outcome of the last. */
  InvocationOutcome run(String... snippets) {
    supervisor.beginCell(++cell);
    InvocationOutcome outcome = new InvocationOutcome.None();
    for (String snippet : snippets) {
      List<SnippetEvent> events = shell.eval(snippet);
      assertThat(events.get(0).status().isDefined())
          .as(
              "compiles: %s %s",
              snippet,
              shell.diagnostics(events.get(0).snippet()).map(d -> d.getMessage(null)).toList())
          .isTrue();
      outcome = supervisor.takeOutcome();
      if (!(outcome instanceof InvocationOutcome.Returned)
          && !(outcome instanceof InvocationOutcome.None)) {
        return outcome;
      }
    }
    return outcome;
  }

  /** Runs a cell on a thread of its own. */
  CompletableFuture<InvocationOutcome> begin(String... snippets) {
    return CompletableFuture.supplyAsync(() -> run(snippets), task -> new Thread(task).start());
  }

  /** The {@code text/plain} of a cell that must end with a value. */
  String value(String... snippets) {
    InvocationOutcome outcome = run(snippets);
    assertThat(outcome).isInstanceOf(InvocationOutcome.Returned.class);
    return ((InvocationOutcome.Returned) outcome).bundle().getOrDefault("text/plain", "");
  }

  /** Runs a snippet that JShell itself must report as failed. */
  void exception(String snippet) throws JShellException {
    JShellException failure = shell.eval(snippet).get(0).exception();
    if (failure != null) {
      throw failure;
    }
  }

  void addToClassPath(Path path) {
    shell.addToClasspath(path.toString());
  }

  /** A new, empty program. */
  void restart() {
    shell.close();
    shell = newShell();
  }

  boolean isLost() {
    return supervisor.isLost();
  }

  void interrupt() {
    supervisor.interrupt();
  }

  void person(Person answers) {
    person = answers;
  }

  long cell() {
    return cell;
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  /** Waits until the program has printed this to either stream. */
  void awaitText(String wanted) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!(out + "\0" + err).contains(wanted)) {
      assertThat(texts.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS))
          .as("'%s' is printed; so far: %s %s", wanted, out, err)
          .isNotNull();
    }
  }

  /** All that was printed, in order. */
  List<Text> texts() {
    return List.copyOf(texts);
  }

  InvocationOutcome.WorkerLost awaitLoss() throws InterruptedException {
    InvocationOutcome.WorkerLost loss = losses.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(loss).as("the loss of a worker").isNotNull();
    return loss;
  }

  @Override
  public void output(long ofCell, Stream stream, String text) {
    (stream == Stream.STDOUT ? out : err).append(text);
    texts.add(new Text(ofCell, stream, text));
  }

  @Override
  public void display(long ofCell, Map<String, String> bundle, Optional<String> id, boolean up) {
    output(ofCell, Stream.STDOUT, "[" + bundle.get("text/plain") + "]");
  }

  @Override
  public void clearOutput(long ofCell, boolean wait) {
    output(ofCell, Stream.STDOUT, wait ? "[clear with the next]" : "[clear]");
  }

  @Override
  public void page(long ofCell, String text) {
    output(ofCell, Stream.STDOUT, "[page " + text + "]");
  }

  @Override
  public String input(long ofCell, String prompt, boolean password)
      throws InputRefusedException, InterruptedException, EOFException {
    return person.answer(prompt);
  }

  @Override
  public void workerLost(InvocationOutcome.WorkerLost loss) {
    losses.add(loss);
  }

  @Override
  public void close() {
    shell.close();
    supervisor.close();
  }
}
