package dev.perijove.kernel.supervise;

import dev.perijove.kernel.engine.InvocationOutcome;
import dev.perijove.kernel.engine.ThrownError;
import dev.perijove.kernel.link.ClassFile;
import dev.perijove.kernel.link.LinkMessage.AddToClassPath;
import dev.perijove.kernel.link.LinkMessage.Answer;
import dev.perijove.kernel.link.LinkMessage.Command;
import dev.perijove.kernel.link.LinkMessage.Invoke;
import dev.perijove.kernel.link.LinkMessage.Load;
import dev.perijove.kernel.link.LinkMessage.ReadVariable;
import dev.perijove.kernel.link.LinkMessage.Refused;
import dev.perijove.kernel.link.LinkMessage.Returned;
import dev.perijove.kernel.link.LinkMessage.Stopped;
import dev.perijove.kernel.link.LinkMessage.Threw;
import dev.perijove.kernel.link.LinkMessage.Unresolved;
import dev.perijove.kernel.link.MalformedLinkMessageException;
import dev.perijove.kernel.link.RemoteThrowable;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jshell.spi.ExecutionControl;

/**
 * JShell's door to one worker: weaves and sends its classes, invokes its snippets. For JShell's
 * thread, except {@link #stop}.
 */
final class WorkerExecutionControl implements ExecutionControl {
  private final WorkerProcess process;
  private final WorkerSupervisor supervisor;
  private final List<Path> classPath;
  private boolean prepared;
  private long invocations;

  WorkerExecutionControl(WorkerProcess process, WorkerSupervisor supervisor, List<Path> classPath) {
    this.process = process;
    this.supervisor = supervisor;
    this.classPath = classPath;
  }

  @Override
  public void load(ClassBytecodes[] classes)
      throws ClassInstallException, EngineTerminationException {
    List<ClassFile> woven = new ArrayList<>();
    for (ClassBytecodes each : classes) {
      woven.add(new ClassFile(each.name(), ClassWeaver.weave(each.bytecodes())));
    }
    try {
      prepare();
      if (ask(new Load(woven)) instanceof Refused refused) {
        throw new ClassInstallException(refused.reason(), new boolean[classes.length]);
      }
    } catch (InternalException e) {
      throw new ClassInstallException(e.getMessage(), new boolean[classes.length]);
    }
  }

  /** JShell replaces what it cannot redefine with a class of a new name. */
  @Override
  public void redefine(ClassBytecodes[] classes) throws NotImplementedException {
    throw new NotImplementedException("classes are replaced, not redefined");
  }

  @Override
  public String invoke(String className, String methodName)
      throws RunException, EngineTerminationException, InternalException {
    Answer answer = ask(new Invoke(++invocations, supervisor.cell(), className, methodName));
    if (answer instanceof Returned returned) {
      supervisor.outcome(new InvocationOutcome.Returned(returned.bundle()));
    } else if (answer instanceof Threw threw) {
      supervisor.outcome(new InvocationOutcome.Threw(thrown(threw.error())));
    } else if (answer instanceof Stopped stopped) {
      supervisor.outcome(new InvocationOutcome.Interrupted(step(stopped)));
    }
    return value(answer);
  }

  @Override
  public String varValue(String className, String varName)
      throws RunException, EngineTerminationException, InternalException {
    return value(ask(new ReadVariable(++invocations, supervisor.cell(), className, varName)));
  }

  private static String value(Answer answer) throws RunException, InternalException {
    if (answer instanceof Returned returned) {
      return returned.bundle().getOrDefault("text/plain", "");
    }
    if (answer instanceof Threw threw) {
      RemoteThrowable error = threw.error();
      throw new UserException(
          error.message().orElse(null), error.className(), array(error.frames()));
    }
    if (answer instanceof Unresolved unresolved) {
      throw new ResolutionException(unresolved.snippet(), array(unresolved.frames()));
    }
    if (answer instanceof Stopped) {
      throw new StoppedException();
    }
    throw new InternalException(
        answer instanceof Refused refused ? refused.reason() : "not an answer: " + answer);
  }

  @Override
  public void addToClasspath(String path) throws EngineTerminationException, InternalException {
    prepare();
    if (ask(new AddToClassPath(path)) instanceof Refused refused) {
      throw new InternalException(refused.reason());
    }
  }

  @Override
  public void stop() {
    process.interrupt();
  }

  @Override
  public Object extensionCommand(String command, Object argument) throws NotImplementedException {
    throw new NotImplementedException("no command " + command);
  }

  @Override
  public void close() {
    process.end();
  }

  /** Gives the worker the configured class path before anything else. */
  private void prepare() throws EngineTerminationException, InternalException {
    if (!prepared) {
      prepared = true;
      if (!classPath.isEmpty()) {
        addToClasspath(
            classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
      }
    }
  }

  private Answer ask(Command command) throws EngineTerminationException, InternalException {
    try {
      return process.ask(command);
    } catch (WorkerLostException e) {
      supervisor.outcome(e.loss());
      throw new EngineTerminationException(e.loss().detail());
    } catch (MalformedLinkMessageException e) {
      throw new InternalException(String.valueOf(e.getMessage()));
    }
  }

  private static InvocationOutcome.Step step(Stopped stopped) {
    return switch (stopped.rung()) {
      case INTERRUPT -> InvocationOutcome.Step.INTERRUPT;
      case STOP_CHECK -> InvocationOutcome.Step.STOP_CHECK;
      case HARD_STOP -> InvocationOutcome.Step.HARD_STOP;
    };
  }

  private static ThrownError thrown(RemoteThrowable error) {
    return new ThrownError(
        error.className(),
        error.message(),
        error.frames(),
        error.cause().map(WorkerExecutionControl::thrown),
        error.suppressed().stream().map(WorkerExecutionControl::thrown).toList());
  }

  private static StackTraceElement[] array(List<StackTraceElement> frames) {
    return frames.toArray(StackTraceElement[]::new);
  }
}
