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

/**
 * The worker and the engine, which start in the background while the sockets already answer.
 * Thread-safe.
 */
final class ProgramHost implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ProgramHost.class.getName());

  private final CompletableFuture<Running> running = new CompletableFuture<>();

  /** Starts both on a thread of their own; what fails is told to whoever wants to run a cell. */
  void start(WorkerConfig config, WorkerEvents events) {
    Thread thread =
        new Thread(
            () -> {
              try {
                running.complete(Running.start(config, events));
              } catch (IOException | RuntimeException e) {
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
      throw new IllegalStateException("The Java process could not be started: " + e.getCause(), e);
    }
  }

  /** Asks the running cell to stop; without effect while nothing runs. */
  void interrupt() {
    if (running.isDone() && !running.isCompletedExceptionally()) {
      running.join().engine().interrupt();
    }
  }

  /** Builds an empty program in the place of one that died while no cell ran. */
  void replaceLost() {
    Thread thread = new Thread(() -> engine().restart(), "kernel-program-restart");
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
