package dev.perijove.kernel.worker;

import dev.perijove.kernel.link.LinkMessage.Answer;
import dev.perijove.kernel.link.LinkMessage.Invocation;
import dev.perijove.kernel.link.LinkMessage.Invoke;
import dev.perijove.kernel.link.LinkMessage.ReadVariable;
import dev.perijove.kernel.link.LinkMessage.Refused;
import dev.perijove.kernel.link.LinkMessage.Returned;
import dev.perijove.kernel.link.LinkMessage.Rung;
import dev.perijove.kernel.link.LinkMessage.Stopped;
import dev.perijove.kernel.link.LinkMessage.Threw;
import dev.perijove.kernel.link.LinkMessage.Unresolved;
import dev.perijove.kernel.link.RemoteThrowable;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs user code and says how it ended. */
final class Invocations {
  /** JShell's mark for code that calls a snippet it could not compile yet. */
  private static final String UNRESOLVED = "jdk.jshell.spi.SPIResolutionException";

  private static final int RESERVE_BYTES = 2 << 20;

  private final WorkerLoader loader;
  private final UserThread userThread;
  private final CellInput input;
  private long cell = -1;

  /** Given up when the heap is full, so that there is room to say so. */
  private byte @Nullable [] reserve = new byte[RESERVE_BYTES];

  Invocations(WorkerLoader loader, UserThread userThread, CellInput input) {
    this.loader = loader;
    this.userThread = userThread;
    this.input = input;
  }

  /** Runs one on the user's thread and waits for its end. */
  Answer run(Invocation invocation) throws InterruptedException {
    if (invocation.cell() != cell) {
      cell = invocation.cell();
      input.beginCell();
    }
    StopCheck.open();
    return userThread.run(invocation.id(), cell, () -> onUserThread(invocation));
  }

  private Answer onUserThread(Invocation invocation) {
    CellThreads.enter(invocation.cell());
    try {
      keepReserve();
      Object value =
          invocation instanceof Invoke invoke
              ? invoke(method(invoke))
              : field((ReadVariable) invocation).get(null);
      return new Returned(Renderers.bundle(value));
    } catch (NotThere e) {
      return new Refused(String.valueOf(e.getMessage()));
    } catch (Throwable error) {
      return failed(error);
    }
  }

  private void keepReserve() {
    if (reserve == null) {
      try {
        reserve = new byte[RESERVE_BYTES];
      } catch (OutOfMemoryError stillFull) {
        reserve = null;
      }
    }
  }

  private static @Nullable Object invoke(Method method) throws Throwable {
    try {
      return method.invoke(null);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private Answer failed(Throwable error) {
    try {
      if (error instanceof OutOfMemoryError) {
        reserve = null;
      }
      if (userThread.interrupted()) {
        return new Stopped(rung(error));
      }
      if (error.getClass().getName().equals(UNRESOLVED)) {
        return unresolved(error);
      }
      return new Threw(ErrorSnapshot.of(error));
    } catch (CellStop stop) { // while the error's own methods ran
      return new Stopped(stop.rung());
    } catch (Throwable second) {
      if (HardStops.made(second) || HardStops.made(error)) { // a stop came twice
        return new Stopped(Rung.HARD_STOP);
      }
      return new Threw(
          new RemoteThrowable(
              error.getClass().getName(),
              Optional.empty(),
              List.of(),
              Optional.empty(),
              List.of()));
    }
  }

  private static Rung rung(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (HardStops.made(cause)) {
        return Rung.HARD_STOP;
      }
      if (cause instanceof CellStop stop) {
        return stop.rung();
      }
    }
    return Rung.INTERRUPT;
  }

  private static Answer unresolved(Throwable error) throws ReflectiveOperationException {
    int id = (int) error.getClass().getMethod("id").invoke(error);
    return new Unresolved(id, List.of(error.getStackTrace()));
  }

  /** What the front named does not exist, so the fault is not the user's. */
  private static final class NotThere extends Exception {
    private static final long serialVersionUID = 1L;

    NotThere(Throwable cause) {
      super(cause.toString(), cause);
    }
  }

  private Method method(Invoke invoke) throws NotThere {
    try {
      Method method = loader.loadClass(invoke.className()).getDeclaredMethod(invoke.methodName());
      method.setAccessible(true);
      return method;
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new NotThere(e);
    }
  }

  private Field field(ReadVariable read) throws NotThere {
    try {
      Field field = loader.loadClass(read.className()).getDeclaredField(read.fieldName());
      field.setAccessible(true);
      return field;
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new NotThere(e);
    }
  }
}
