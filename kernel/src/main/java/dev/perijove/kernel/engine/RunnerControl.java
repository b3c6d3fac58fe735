package dev.perijove.kernel.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * Stands between JShell and the {@link SnippetRunner}: keeps how each invocation ended, and lets go
 * of the compiler's lock while the user's code runs, so that completion and inspection are answered
 * during a long cell. JShell is made for one thread, so who uses it holds the lock, once.
 */
final class RunnerControl implements ExecutionControlProvider {

  private static final int REPEATS = 5;
  private static final Duration REPEAT_AFTER = Duration.ofMillis(200);

  private final SnippetRunner runner;
  private final ReentrantLock compilerLock;
  private final RunningCode running = new RunningCode();
  private volatile ProgramClasses classes = new ProgramClasses();
  private InvocationOutcome outcome = new InvocationOutcome.None();
  private Optional<String> refusal = Optional.empty();

  /** The cell in hand, from before its program is up until it is done. Guarded by this. */
  private OptionalLong inHand = OptionalLong.empty();

  /** The last cell that was to stop. Guarded by this. */
  private OptionalLong stopped = OptionalLong.empty();

  RunnerControl(SnippetRunner runner, ReentrantLock compilerLock) {
    this.runner = runner;
    this.compilerLock = compilerLock;
  }

  /** From here on {@link #requestStop()} means this cell. */
  synchronized void takeCell(long cell) {
    inHand = OptionalLong.of(cell);
  }

  synchronized void leaveCell() {
    inHand = OptionalLong.empty();
  }

  void beginCell(long cell) {
    runner.beginCell(cell);
  }

  void beginSnippet() {
    outcome = new InvocationOutcome.None();
    refusal = Optional.empty();
  }

  /**
   * Why the runner did not take or run the snippet; JShell keeps that to itself, and reports a
   * snippet that is well.
   */
  Optional<String> refusal() {
    return refusal;
  }

  /**
   * How the snippet's code ended; a snippet of several variables ends with the first that fails.
   */
  InvocationOutcome outcome() {
    if (outcome instanceof InvocationOutcome.None) {
      // A program may end while its classes are loaded, before anything is invoked.
      outcome = runner.takeOutcome();
    }
    return outcome;
  }

  /** From any thread: stops the cell in hand; without effect when there is none. */
  void requestStop() {
    OptionalLong cell;
    synchronized (this) {
      cell = inHand;
    }
    cell.ifPresent(this::requestStop);
  }

  /**
   * From any thread: stops what runs of this cell, and lets nothing more of it begin. A cell that
   * is not in hand yet is stopped when it comes.
   */
  void requestStop(long cell) {
    synchronized (this) {
      stopped = OptionalLong.of(cell);
      if (!isStopRequested()) {
        return;
      }
    }
    runner.interrupt();
    Thread again = new Thread(this::repeatStop, "kernel-engine-interrupt");
    again.setDaemon(true);
    again.start();
  }

  /**
   * Code may be on its way to the runner when the stop comes: past our check, and not yet what the
   * runner knows to be running. So the runner is asked again while the same code goes on.
   */
  private void repeatStop() {
    long stopped = running.current();
    try {
      for (int i = 0; i < REPEATS && !running.awaitEnd(stopped, REPEAT_AFTER); i++) {
        runner.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does; the thread ends here anyway
    }
  }

  /** Whether the cell in hand is to stop. */
  synchronized boolean isStopRequested() {
    return inHand.isPresent() && inHand.equals(stopped);
  }

  /** The classes of the program begun last. */
  ProgramClasses classes() {
    return classes;
  }

  private boolean hasFailed() {
    return refusal.isPresent()
        || !(outcome instanceof InvocationOutcome.None
            || outcome instanceof InvocationOutcome.Returned);
  }

  @Override
  public String name() {
    return runner.executionControlProvider().name();
  }

  @Override
  public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters)
      throws Throwable {
    ExecutionControlProvider provider = runner.executionControlProvider();
    classes = new ProgramClasses();
    return new Control(provider.generate(env, provider.defaultParameters()));
  }

  private final class Control implements ExecutionControl {
    private final ExecutionControl control;

    Control(ExecutionControl control) {
      this.control = control;
    }

    @Override
    public String invoke(String className, String methodName)
        throws RunException, EngineTerminationException, InternalException {
      if (hasFailed()) {
        throw new StoppedException();
      }
      running.begin();
      if (isStopRequested()) {
        running.end();
        outcome = new InvocationOutcome.Interrupted(InvocationOutcome.Step.INTERRUPT);
        throw new StoppedException();
      }
      compilerLock.unlock();
      try {
        return control.invoke(className, methodName);
      } catch (InternalException e) {
        refusal = Optional.of(String.valueOf(e.getMessage()));
        throw e;
      } finally {
        running.end();
        compilerLock.lock();
        outcome = runner.takeOutcome();
      }
    }

    @Override
    public void load(ClassBytecodes[] loaded)
        throws ClassInstallException, NotImplementedException, EngineTerminationException {
      try {
        control.load(loaded);
      } catch (ClassInstallException e) {
        refusal = Optional.of(String.valueOf(e.getMessage()));
        throw e;
      }
      classes.add(loaded);
    }

    @Override
    public void redefine(ClassBytecodes[] redefined)
        throws ClassInstallException, NotImplementedException, EngineTerminationException {
      control.redefine(redefined);
      classes.add(redefined);
    }

    @Override
    public String varValue(String className, String name)
        throws RunException, EngineTerminationException, InternalException {
      return control.varValue(className, name);
    }

    @Override
    public void addToClasspath(String path) throws EngineTerminationException, InternalException {
      control.addToClasspath(path);
    }

    @Override
    public void stop() throws EngineTerminationException, InternalException {
      control.stop();
    }

    @Override
    public Object extensionCommand(String command, Object argument)
        throws RunException, EngineTerminationException, InternalException {
      return control.extensionCommand(command, argument);
    }

    @Override
    public void close() {
      control.close();
    }
  }
}
