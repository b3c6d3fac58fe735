package dev.perijove.kernel.worker;

import dev.perijove.kernel.api.Kernel;
import dev.perijove.kernel.link.LinkConnection;
import dev.perijove.kernel.link.LinkMessage;
import dev.perijove.kernel.link.LinkMessage.AddToClassPath;
import dev.perijove.kernel.link.LinkMessage.Answer;
import dev.perijove.kernel.link.LinkMessage.Close;
import dev.perijove.kernel.link.LinkMessage.Command;
import dev.perijove.kernel.link.LinkMessage.Done;
import dev.perijove.kernel.link.LinkMessage.Exiting;
import dev.perijove.kernel.link.LinkMessage.InputLine;
import dev.perijove.kernel.link.LinkMessage.InputRefused;
import dev.perijove.kernel.link.LinkMessage.Interrupt;
import dev.perijove.kernel.link.LinkMessage.Invocation;
import dev.perijove.kernel.link.LinkMessage.Load;
import dev.perijove.kernel.link.LinkMessage.Refused;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The worker's end of the link: does what the front asks and lives as long as the link does. */
final class Worker implements LinkConnection.Receiver {
  /** How long the hooks and the last output of a program that ends may take. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final LinkConnection link;
  private final WorkerOutput output;
  private final CellInput input;
  private final WorkerLoader loader;
  private final UserThread userThread;
  private final Invocations invocations;

  /** The front sends a command when the one before is answered, so there is at most one. */
  private final BlockingQueue<Command> commands = new LinkedBlockingQueue<>();

  private volatile boolean ending;

  Worker(LinkConnection link) {
    this.link = link;
    output = new WorkerOutput(link);
    input = new CellInput(output);
    loader = new WorkerLoader(Worker.class.getClassLoader());
    userThread = new UserThread(loader);
    invocations = new Invocations(loader, userThread, input);
  }

  /** Puts user code's streams in place of the process's, opens the API and begins to listen. */
  void start() {
    System.setOut(CellPrintStream.of(output, false));
    System.setErr(CellPrintStream.of(output, true));
    System.setIn(input);
    Kernel.connect(new CellDisplay(output));
    Runtime.getRuntime()
        .addShutdownHook(new Thread(null, this::beforeExit, "worker-exit", 0, false));
    Thread.setDefaultUncaughtExceptionHandler(Worker::uncaught);
    link.start("worker-link", this);
    OwnThreads.start("worker-output", output::sendAll);
  }

  /** As Java itself tells it, but nothing of threads that an interrupt ended. */
  @SuppressWarnings("CatchAndPrintStackTrace") // on the user's System.err, which is the point
  private static void uncaught(Thread thread, Throwable error) {
    if (!(error instanceof CellStop) && !HardStops.made(error)) {
      StringWriter text = new StringWriter();
      error.printStackTrace(new PrintWriter(text, true));
      System.err.print("Exception in thread \"" + thread.getName() + "\" " + text);
    }
  }

  /** Does commands for ever; the body of the thread {@code worker-commands}. */
  void doCommands() throws InterruptedException {
    while (true) {
      Command command = commands.take();
      Answer answer = answer(command);
      output.awaitSent(); // what was printed before comes before
      try {
        link.send(answer);
      } catch (IOException e) {
        return; // the link is closed: closed() ends the process
      }
    }
  }

  private Answer answer(Command command) throws InterruptedException {
    if (command instanceof Invocation invocation) {
      return invocations.run(invocation);
    }
    if (command instanceof Load load) {
      return load(load);
    }
    if (command instanceof AddToClassPath add) {
      try {
        loader.addToClassPath(add.path());
        return new Done();
      } catch (MalformedURLException | InvalidPathException e) {
        return new Refused("not a path: " + add.path() + " (" + e.getMessage() + ")");
      }
    }
    throw new AssertionError("a sealed command nobody does: " + command);
  }

  private Answer load(Load load) {
    try {
      loader.define(load.classes());
      return new Done();
    } catch (ClassNotFoundException | LinkageError e) {
      return new Refused(e.toString());
    }
  }

  @Override
  public void received(LinkMessage message) {
    if (message instanceof Command command) {
      commands.add(command);
    } else if (message instanceof LinkMessage.Welcome welcome) {
      Duration grace = Duration.ofMillis(welcome.graceMillis());
      new InterruptLadder(userThread, input, output, grace).start();
    } else if (message instanceof Interrupt interrupt) {
      userThread.askToStop(interrupt.invocation());
    } else if (message instanceof InputLine answered) {
      input.answer(answered.request(), answered.line());
    } else if (message instanceof InputRefused refused) {
      input.refuse(refused.request(), refused.reason());
    } else if (message instanceof Close) {
      end();
    }
  }

  @Override
  public void closed(Optional<IOException> fault) {
    end(); // the front is gone; nothing the program does can reach anybody
  }

  @Override
  public void broken(Throwable error) {
    OwnThreads.died(Thread.currentThread(), error);
  }

  /** Ends the process, after the program's shutdown hooks if they are quick. */
  private void end() {
    ending = true;
    OwnThreads.haltAfter(LAST_WORDS);
    OwnThreads.start("worker-end", () -> System.exit(0));
  }

  /** A shutdown hook: tells the front why the process ends, unless the front wanted it. */
  private void beforeExit() {
    if (ending) {
      return;
    }
    try {
      output.say(new Exiting());
      output.awaitSent();
      link.flush(LAST_WORDS);
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts the exit hook", e);
    }
  }
}
