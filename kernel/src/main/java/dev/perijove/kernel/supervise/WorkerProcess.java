package dev.perijove.kernel.supervise;

import dev.perijove.kernel.engine.InvocationOutcome.WorkerLost;
import dev.perijove.kernel.link.LinkConnection;
import dev.perijove.kernel.link.LinkListener;
import dev.perijove.kernel.link.LinkMessage;
import dev.perijove.kernel.link.LinkMessage.Answer;
import dev.perijove.kernel.link.LinkMessage.Close;
import dev.perijove.kernel.link.LinkMessage.Command;
import dev.perijove.kernel.link.LinkMessage.Exiting;
import dev.perijove.kernel.link.LinkMessage.Interrupt;
import dev.perijove.kernel.link.LinkMessage.Invocation;
import dev.perijove.kernel.link.LinkMessage.Printed;
import dev.perijove.kernel.link.LinkMessage.WantsInput;
import dev.perijove.kernel.link.LinkMessage.WantsInputNoMore;
import dev.perijove.kernel.link.LinkMessage.Welcome;
import dev.perijove.kernel.link.MalformedLinkMessageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One process that holds the user's program, from its start to its end. Commands are for one thread
 * at a time; the other methods may be called by any.
 */
final class WorkerProcess implements LinkConnection.Receiver {
  /** What a process may still do when it was asked to end, before it is ended. */
  private static final Duration LAST_WORDS = Duration.ofMillis(2500);

  private static final long LAST_READ_MILLIS = 500;

  /** Whom a process tells what happens to it. */
  interface Owner {
    void printed(long cell, WorkerEvents.Stream stream, String text);

    /** The program showed something, in order with what it printed. */
    void displayed(LinkMessage.Displayed display);

    void cleared(LinkMessage.ClearedOutput clear);

    void paged(LinkMessage.Paged page);

    /** What no Java stream of the program's printed, so nobody knows for which cell. */
    void printedNatively(WorkerEvents.Stream stream, String text);

    /**
     * The process died without being told to {@link WorkerProcess#end}. Called once, after the last
     * output and before the command that waits learns of it.
     */
    void replace(WorkerProcess process);

    /**
     * Called after {@link #replace}, only for a process that had come up and that no command waited
     * for: every other loss is told to whoever gives the next command, or waits for the last.
     */
    void lost(WorkerLost loss);
  }

  private final WorkerConfig config;
  private final Owner owner;
  private final ScheduledExecutorService timer;
  private final Process process;
  private final Path crashReport;
  private final CompletableFuture<LinkConnection> ready = new CompletableFuture<>();
  private final CountDownLatch linkClosed = new CountDownLatch(1);
  private final TextDecoder out = new TextDecoder();
  private final TextDecoder err = new TextDecoder();
  private final InputRequests input;
  private final StringBuffer firstWords = new StringBuffer();
  private final NativeOutput nativeOut;
  private final NativeOutput nativeErr;

  private final Object lock = new Object();
  private CompletableFuture<Answer> pending =
      CompletableFuture.completedFuture(new LinkMessage.Done());
  private long running;
  private boolean exiting;
  private boolean killedToInterrupt;
  private boolean ended;
  private @Nullable WorkerLost loss;
  private boolean lossTold;

  private WorkerProcess(
      WorkerConfig config,
      WorkerEvents events,
      Owner owner,
      ScheduledExecutorService timer,
      Path crashReport,
      Process process) {
    this.config = config;
    this.owner = owner;
    this.timer = timer;
    this.process = process;
    this.crashReport = crashReport;
    input = new InputRequests(events, this::tell);
    nativeOut =
        NativeOutput.read(
            process.getInputStream(),
            "worker-stdout",
            text -> printedNatively(WorkerEvents.Stream.STDOUT, text));
    nativeErr =
        NativeOutput.read(
            process.getErrorStream(),
            "worker-stderr",
            text -> printedNatively(WorkerEvents.Stream.STDERR, text));
  }

  /**
   * Starts a process and returns while it comes up.
   *
   * @param crashReport where it reports a fault of its virtual machine; a file that nobody else can
   *     have written
   * @throws IOException if the system cannot start it
   */
  static WorkerProcess start(
      WorkerConfig config,
      WorkerEvents events,
      Owner owner,
      ScheduledExecutorService timer,
      Path crashReport)
      throws IOException {
    LinkListener listener = LinkListener.open();
    try {
      List<String> command = WorkerCommand.of(config, crashReport);
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.directory(config.workingDirectory().toFile());
      builder.environment().putAll(config.environment());
      WorkerProcess worker =
          new WorkerProcess(config, events, owner, timer, crashReport, builder.start());
      new Connecting(listener, worker.process, timer, config.startTimeout())
          .begin(worker::connected, worker::failedToConnect);
      worker.process.onExit().thenRunAsync(worker::exited, WorkerProcess::onNewThread);
      return worker;
    } catch (IOException e) {
      listener.close();
      throw e;
    }
  }

  private static void onNewThread(Runnable body) {
    Thread thread = new Thread(null, body, "worker-end", 0, false);
    thread.setDaemon(true);
    thread.start();
  }

  private void connected(LinkConnection link) throws IOException {
    link.start("worker-link", this);
    link.send(new Welcome(config.interruptGrace().toMillis()));
    ready.complete(link);
    synchronized (lock) {
      if (ended) {
        link.sendAtOnce(new Close());
      }
    }
  }

  // Processes are ended by their handles: Process.destroyForcibly also closes the streams, and with
  // them goes what the process said last.

  private void failedToConnect() {
    linkClosed.countDown();
    process.toHandle().destroyForcibly(); // exited() tells the rest
  }

  /**
   * Has the worker do something and waits for its answer, also when the calling thread is
   * interrupted.
   *
   * @throws WorkerLostException if the process is gone or ends meanwhile
   * @throws MalformedLinkMessageException if the command is too long for the link
   */
  Answer ask(Command command) throws WorkerLostException, MalformedLinkMessageException {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    synchronized (lock) {
      if (loss != null) {
        lossTold = true;
        throw new WorkerLostException(loss);
      }
      pending = answer;
    }
    try {
      LinkConnection link = ready.join();
      synchronized (lock) {
        running = command instanceof Invocation invocation ? invocation.id() : 0;
      }
      send(command, link);
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof WorkerLostException lost) {
        throw lost;
      }
      throw e;
    } finally {
      synchronized (lock) {
        running = 0;
      }
      answer.cancel(false); // nobody waits for it any more
    }
  }

  private static void send(Command command, LinkConnection link)
      throws MalformedLinkMessageException {
    try {
      link.send(command);
    } catch (MalformedLinkMessageException e) {
      throw e;
    } catch (IOException e) {
      // The link is closed, so the process ends; exited() says how, and answers the command.
    }
  }

  /** Stops the invocation that runs now, if any; ends the process if that does not help. */
  void interrupt() {
    long invocation;
    synchronized (lock) {
      invocation = running;
    }
    if (invocation != 0) {
      tell(new Interrupt(invocation));
      later(config.killAfter(), () -> killIfRunning(invocation));
    }
  }

  private void killIfRunning(long invocation) {
    synchronized (lock) {
      if (running != invocation) {
        return;
      }
      killedToInterrupt = true;
    }
    process.toHandle().destroyForcibly();
  }

  /** Ends the process in order, or by force if it does not end soon. Its loss is not reported. */
  void end() {
    synchronized (lock) {
      ended = true;
    }
    if (ready.isDone() && !ready.isCompletedExceptionally()) {
      tell(new Close());
      killAfterLastWords();
    } else {
      process.toHandle().destroyForcibly();
    }
  }

  /** Waits for a process that was told to {@link #end}. */
  void awaitEnd() throws InterruptedException {
    if (!process.waitFor(2 * LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
      process.toHandle().destroyForcibly();
    }
  }

  /** Whether the process died without being told to {@link #end}. */
  boolean isLost() {
    synchronized (lock) {
      return loss != null && !ended;
    }
  }

  /** Whether it ever answered. */
  boolean wasReady() {
    return ready.isDone() && !ready.isCompletedExceptionally();
  }

  private void killAfterLastWords() {
    later(LAST_WORDS, process.toHandle()::destroyForcibly);
  }

  private void later(Duration delay, Runnable action) {
    try {
      timer.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      process
          .toHandle()
          .destroyForcibly(); // the supervisor is closed, so nobody will look after it
    }
  }

  /** Says something to the worker unless it is gone, which is found and told elsewhere. */
  private void tell(LinkMessage message) {
    if (!wasReady()) {
      return;
    }
    try {
      ready.join().sendAtOnce(message);
    } catch (IOException e) {
      // The link is closed: exited() comes.
    }
  }

  @Override
  public void received(LinkMessage message) {
    if (message instanceof Printed printed) {
      WorkerEvents.Stream stream =
          printed.error() ? WorkerEvents.Stream.STDERR : WorkerEvents.Stream.STDOUT;
      String text = (printed.error() ? err : out).decode(printed.bytes(), printed.bytes().length);
      if (!text.isEmpty()) {
        owner.printed(printed.cell(), stream, text);
      }
    } else if (message instanceof LinkMessage.Displayed display) {
      owner.displayed(display);
    } else if (message instanceof LinkMessage.ClearedOutput clear) {
      owner.cleared(clear);
    } else if (message instanceof LinkMessage.Paged page) {
      owner.paged(page);
    } else if (message instanceof Answer answer) {
      synchronized (lock) {
        running = 0;
      }
      pending().complete(answer);
    } else if (message instanceof WantsInput wants) {
      input.ask(wants);
    } else if (message instanceof WantsInputNoMore wants) {
      input.cancel(wants.request());
    } else if (message instanceof Exiting) {
      synchronized (lock) {
        exiting = true;
      }
      killAfterLastWords(); // its shutdown hooks must not go on for ever
    }
  }

  private CompletableFuture<Answer> pending() {
    synchronized (lock) {
      return pending;
    }
  }

  @Override
  public void closed(Optional<IOException> fault) {
    linkClosed.countDown();
    killAfterLastWords();
  }

  @Override
  public void broken(Throwable error) {
    System.getLogger(WorkerProcess.class.getName())
        .log(System.Logger.Level.ERROR, "the link to the worker broke", error);
    linkClosed.countDown();
    process.toHandle().destroyForcibly();
  }

  private void printedNatively(WorkerEvents.Stream stream, String text) {
    if (wasReady()) {
      owner.printedNatively(stream, text);
    } else if (firstWords.length() < 4096) {
      firstWords.append(text);
    }
  }

  /** The process has ended: gathers its last words and tells what happened. */
  private void exited() {
    try {
      linkClosed.await(LAST_READ_MILLIS, TimeUnit.MILLISECONDS);
      nativeOut.awaitEnd(LAST_READ_MILLIS);
      nativeErr.awaitEnd(LAST_READ_MILLIS);
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts the thread that watches the end", e);
    }
    input.cancelAll();
    WorkerLost lost;
    boolean expected;
    synchronized (lock) {
      lost = report(process.exitValue());
      loss = lost;
      expected = ended;
    }
    if (!expected) {
      owner.replace(this);
    }
    WorkerLostException error = new WorkerLostException(lost);
    boolean cameUp = !ready.completeExceptionally(error);
    boolean told = pending().completeExceptionally(error);
    synchronized (lock) {
      told |= lossTold;
    }
    if (!expected && cameUp && !told) {
      owner.lost(lost);
    }
  }

  private WorkerLost report(int code) {
    if (killedToInterrupt) {
      return LossReport.killedToInterrupt(config.killAfter(), code);
    }
    if (!wasReady()) {
      return LossReport.didNotStart(code, firstWords.toString());
    }
    if (Files.exists(crashReport)) {
      return LossReport.crashed(code, crashReport);
    }
    return exiting ? LossReport.exit(code) : LossReport.died(code, WorkerCommand.heap(config));
  }
}
