package dev.perijove.kernel.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/**
 * Runs snippets in the test's own process: quick, and enough for all that is not about processes.
 * Stops code by {@link Thread#interrupt} only.
 */
public final class InProcessRunner implements SnippetRunner {

  private final AtomicReference<@Nullable Thread> user = new AtomicReference<>();
  private final AtomicReference<InvocationOutcome> outcome =
      new AtomicReference<>(new InvocationOutcome.None());
  private final AtomicReference<InvocationOutcome.@Nullable WorkerLost> nextLoss =
      new AtomicReference<>();
  private final AtomicReference<@Nullable String> refusedClasses = new AtomicReference<>();
  private final AtomicReference<@Nullable String> refusedInvocation = new AtomicReference<>();
  private final AtomicInteger programs = new AtomicInteger();
  private volatile CountDownLatch start = new CountDownLatch(0);

  /** Programs begun from now on come up when the gate opens. */
  public void startAfter(CountDownLatch gate) {
    start = gate;
  }

  /** The next code to run ends the program so. */
  public void loseWorkerAtNextInvocation(InvocationOutcome.WorkerLost loss) {
    nextLoss.set(loss);
  }

  /** The next classes are not loaded, for this reason. */
  public void refuseNextClasses(String reason) {
    refusedClasses.set(reason);
  }

  /** The next code is not run, for this reason. */
  public void refuseNextInvocation(String reason) {
    refusedInvocation.set(reason);
  }

  /** How many programs have been begun. */
  public int programs() {
    return programs.get();
  }

  @Override
  public ExecutionControlProvider executionControlProvider() {
    return new ExecutionControlProvider() {
      @Override
      public String name() {
        return "in-process";
      }

      @Override
      public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters)
          throws InterruptedException {
        start.await();
        programs.incrementAndGet();
        return new Control();
      }
    };
  }

  @Override
  public void beginCell(long cell) {
    outcome.set(new InvocationOutcome.None());
  }

  @Override
  public InvocationOutcome takeOutcome() {
    return outcome.getAndSet(new InvocationOutcome.None());
  }

  @Override
  public void interrupt() {
    Thread running = user.get();
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public void close() {}

  private static ThrownError copy(Throwable thrown) {
    return new ThrownError(
        thrown.getClass().getName(),
        Optional.ofNullable(thrown.getLocalizedMessage()),
        List.of(thrown.getStackTrace()),
        Optional.ofNullable(thrown.getCause()).map(InProcessRunner::copy),
        Arrays.stream(thrown.getSuppressed()).map(InProcessRunner::copy).toList());
  }

  private final class Control extends DirectExecutionControl {

    @Override
    public void load(ClassBytecodes[] classes)
        throws ClassInstallException, NotImplementedException, EngineTerminationException {
      String reason = refusedClasses.getAndSet(null);
      if (reason != null) {
        throw new ClassInstallException(reason, new boolean[classes.length]);
      }
      super.load(classes);
    }

    @Override
    public String invoke(String className, String methodName)
        throws RunException, InternalException, EngineTerminationException {
      InvocationOutcome.WorkerLost loss = nextLoss.getAndSet(null);
      if (loss != null) {
        outcome.set(loss);
        throw new EngineTerminationException(loss.detail());
      }
      String reason = refusedInvocation.getAndSet(null);
      if (reason != null) {
        throw new InternalException(reason);
      }
      return super.invoke(className, methodName);
    }

    @Override
    protected String invoke(Method method) throws Exception {
      user.set(Thread.currentThread());
      try {
        Object value = method.invoke(null);
        boolean isVoid = method.getReturnType() == void.class;
        outcome.set(
            new InvocationOutcome.Returned(
                isVoid ? Map.of() : Map.of("text/plain", valueString(value))));
        return valueString(value);
      } catch (InvocationTargetException e) {
        Throwable thrown = Objects.requireNonNull(e.getCause());
        if (thrown instanceof InterruptedException) {
          outcome.set(new InvocationOutcome.Interrupted(InvocationOutcome.Step.INTERRUPT));
          throw new StoppedException();
        }
        outcome.set(new InvocationOutcome.Threw(copy(thrown)));
        throw e;
      } finally {
        user.set(null);
        boolean unusedInterrupt = Thread.interrupted();
      }
    }
  }
}
