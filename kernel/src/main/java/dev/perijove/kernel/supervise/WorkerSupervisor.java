package dev.perijove.kernel.supervise;

import dev.perijove.kernel.engine.InvocationOutcome;
import dev.perijove.kernel.engine.InvocationOutcome.WorkerLost;
import dev.perijove.kernel.engine.SnippetRunner;
import dev.perijove.kernel.link.LinkMessage;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a process for the user's program: starts it while JShell comes up, replaces it at once when
 * it dies, and ends it with us. Its methods are thread-safe; commands come from the one thread that
 * uses JShell.
 */
public final class WorkerSupervisor implements SnippetRunner {
  private final WorkerConfig config;
  private final WorkerEvents events;
  private final ScheduledThreadPoolExecutor timer;
  private final CrashReports crashReports;
  private final WorkerProcess.Owner owner = new Owner();

  /** Held while an event of the program's output runs, so that they come one at a time. */
  private final Object outputLock = new Object();

  private final Object lock = new Object();
  private @Nullable WorkerProcess fresh;
  private @Nullable WorkerProcess current;
  private InvocationOutcome outcome = new InvocationOutcome.None();
  private boolean closed;
  private volatile long cell;

  private WorkerSupervisor(WorkerConfig config, WorkerEvents events, CrashReports crashReports) {
    this.config = config;
    this.events = events;
    this.crashReports = crashReports;
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            body -> {
              Thread thread = new Thread(null, body, "worker-timer", 0, false);
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * Starts a process and returns while it comes up; the first JShell gets it.
   *
   * @throws IOException if the system cannot start it, or has no room for temporary files
   */
  public static WorkerSupervisor start(WorkerConfig config, WorkerEvents events)
      throws IOException {
    WorkerSupervisor supervisor = new WorkerSupervisor(config, events, CrashReports.open());
    boolean started = false;
    try {
      synchronized (supervisor.lock) {
        supervisor.fresh = supervisor.launch();
      }
      started = true;
      return supervisor;
    } finally {
      if (!started) {
        supervisor.close();
      }
    }
  }

  private WorkerProcess launch() throws IOException {
    return WorkerProcess.start(config, events, owner, timer, crashReports.next());
  }

  @Override
  public ExecutionControlProvider executionControlProvider() {
    return new ExecutionControlProvider() {
      @Override
      public String name() {
        return "perijove";
      }

      @Override
      public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters)
          throws IOException {
        return new WorkerExecutionControl(takeFresh(), WorkerSupervisor.this, config.classPath());
      }
    };
  }

  private WorkerProcess takeFresh() throws IOException {
    WorkerProcess old;
    WorkerProcess taken;
    synchronized (lock) {
      if (closed) {
        throw new IOException("the supervisor is closed");
      }
      old = current;
      taken = fresh == null ? launch() : fresh;
      fresh = null;
      current = taken;
    }
    if (old != null) {
      old.end();
    }
    return taken;
  }

  @Override
  public void beginCell(long number) {
    synchronized (lock) {
      cell = number;
      outcome = new InvocationOutcome.None();
    }
  }

  /** The cell that runs, or ran last. */
  long cell() {
    return cell;
  }

  void outcome(InvocationOutcome how) {
    synchronized (lock) {
      outcome = how;
    }
  }

  @Override
  public InvocationOutcome takeOutcome() {
    synchronized (lock) {
      InvocationOutcome taken = outcome;
      outcome = new InvocationOutcome.None();
      return taken;
    }
  }

  @Override
  public void interrupt() {
    WorkerProcess process;
    synchronized (lock) {
      process = current;
    }
    if (process != null) {
      process.interrupt();
    }
  }

  /** Whether the program that the last JShell was given has died. */
  public boolean isLost() {
    synchronized (lock) {
      return current != null && current.isLost();
    }
  }

  /** Ends the user's program and waits for its end, a few seconds at most. */
  @Override
  public void close() {
    WorkerProcess[] last;
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      last = new WorkerProcess[] {current, fresh};
      current = null;
      fresh = null;
    }
    try {
      for (WorkerProcess process : last) {
        if (process != null) {
          process.end();
        }
      }
      for (WorkerProcess process : last) {
        if (process != null) {
          process.awaitEnd();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the processes end by themselves when we do
    }
    timer.shutdownNow();
    crashReports.close();
  }

  private final class Owner implements WorkerProcess.Owner {
    @Override
    public void printed(long ofCell, WorkerEvents.Stream stream, String text) {
      synchronized (outputLock) {
        events.output(ofCell, stream, text);
      }
    }

    @Override
    public void displayed(LinkMessage.Displayed display) {
      synchronized (outputLock) {
        events.display(display.cell(), display.bundle(), display.id(), display.update());
      }
    }

    @Override
    public void cleared(LinkMessage.ClearedOutput clear) {
      synchronized (outputLock) {
        events.clearOutput(clear.cell(), clear.waitForOutput());
      }
    }

    @Override
    public void paged(LinkMessage.Paged page) {
      events.page(page.cell(), page.text());
    }

    @Override
    public void printedNatively(WorkerEvents.Stream stream, String text) {
      printed(cell, stream, text);
    }

    @Override
    public void replace(WorkerProcess process) {
      synchronized (lock) {
        if (process == fresh) {
          fresh = null;
        }
        if (process == current && process.wasReady() && fresh == null && !closed) {
          try {
            fresh = launch();
          } catch (IOException e) {
            System.getLogger(WorkerSupervisor.class.getName())
                .log(
                    System.Logger.Level.WARNING, "no fresh worker; the next JShell tries again", e);
          }
        }
      }
    }

    @Override
    public void lost(WorkerLost loss) {
      events.workerLost(loss);
    }
  }
}
