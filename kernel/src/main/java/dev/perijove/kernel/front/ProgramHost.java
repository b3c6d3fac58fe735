package dev.perijove.kernel.front;

import dev.perijove.kernel.engine.Engine;
import dev.perijove.kernel.engine.EngineOptions;
import dev.perijove.kernel.supervise.WorkerConfig;
import dev.perijove.kernel.supervise.WorkerEvents;
import dev.perijove.kernel.supervise.WorkerSupervisor;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The worker and the engine, which start in the background while the sockets already answer.
 * Thread-safe.
 */
final class ProgramHost implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ProgramHost.class.getName());

  private static final String COMPILER = "jdk.jshell";

  private final CompletableFuture<Running> running = new CompletableFuture<>();

  /** Starts both on a thread of their own; what fails is told to whoever wants to run a cell. */
  void start(WorkerConfig config, WorkerEvents events) {
    Thread thread =
        new Thread(
            () -> {
              try {
                running.complete(Running.start(config, events));
              } catch (IOException | RuntimeException | Error e) {
                // An Error too: who waits for the engine would wait for ever.
                LOG.log(Level.ERROR, "The user's program cannot be started", e);
                running.completeExceptionally(e);
              }
            },
            "kernel-program-start");
    thread.setDaemon(true);
    thread.start();
  }

  /** The engine; waits for its start. */
  Engine engine() {
    try {
      return running.join().engine();
    } catch (CompletionException e) {
      throw new IllegalStateException(
          "The user's program could not be started: " + reason(e.getCause()), e);
    }
  }

  /** Whether the engine and its program are up, so that {@link #engine} answers at once. */
  boolean isUp() {
    return running.isDone()
        && !running.isCompletedExceptionally()
        && running.join().engine().isUp();
  }

  /** A sentence of our own needs no class name. */
  private static String reason(@Nullable Throwable cause) {
    return cause instanceof IllegalStateException
        ? String.valueOf(cause.getMessage())
        : String.valueOf(cause);
  }

  /** Asks a cell to stop, also one that still waits for {@link #engine}. Returns at once. */
  void interrupt(long cell) {
    running.thenAccept(started -> started.engine().interrupt(cell));
  }

  /**
   * Builds an empty program in the place of one that died. Returns at once.
   *
   * @param replaced called then; not called where a cell was quicker, which tells its person itself
   */
  void replaceLost(Runnable replaced) {
    Thread thread =
        new Thread(
            () -> {
              WorkerSupervisor supervisor = running.join().supervisor();
              if (engine().restartIf(supervisor::isLost)) {
                replaced.run();
              }
            },
            "kernel-program-restart");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends the program, running or not. */
  @Override
  public void close() {
    if (!running.completeExceptionally(new IllegalStateException("The kernel ends"))
        && !running.isCompletedExceptionally()) {
      running.join().close();
    }
  }

  private record Running(WorkerSupervisor supervisor, Engine engine) {
    static Running start(WorkerConfig config, WorkerEvents events) throws IOException {
      if (ModuleLayer.boot().findModule(COMPILER).isEmpty()) {
        throw new IllegalStateException(
            "the kernel's own Java, "
                + System.getProperty("java.home")
                + ", has no module "
                + COMPILER
                + ", which compiles cells. Start the kernel with the java of a full JDK.");
      }
      WorkerSupervisor supervisor = WorkerSupervisor.start(config, events);
      return new Running(
          supervisor,
          Engine.start(supervisor, EngineOptions.defaults().withClassPath(config.classPath())));
    }

    void close() {
      supervisor.close();
      engine.close();
    }
  }
}
