package dev.perijove.kernel.worker;

import dev.perijove.kernel.link.LinkMessage.Rung;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/**
 * The check that the front weaves into snippet classes, at each method's entry and before each
 * backward jump.
 *
 * <p>It costs nothing in compiled code: the call goes through a {@link MutableCallSite}, which the
 * compilers treat as a constant and so inline to nothing while it passes. Closing it throws that
 * code away; the running threads go on in the interpreter and meet the check there.
 */
public final class StopCheck {
  private static final MethodHandle PASS = MethodHandles.empty(MethodType.methodType(void.class));
  private static final MethodHandle STOP = stopHandle();
  private static final MutableCallSite SITE = new MutableCallSite(PASS);
  private static final MethodHandle GATE = SITE.dynamicInvoker();

  private static volatile boolean closed;
  private static volatile long stoppedCell;

  private StopCheck() {}

  /**
   * Called by woven code, where no checked exception has to be declared.
   *
   * @throws Throwable a {@link CellStop} if the calling thread's cell is being stopped
   */
  public static void check() throws Throwable {
    GATE.invokeExact();
  }

  /** The same for our own code that user code waits in; a plain read, since it is not hot. */
  static void stopIfAsked() {
    if (closed && CellThreads.current() == stoppedCell) {
      throw new CellStop(Rung.STOP_CHECK);
    }
  }

  /** From now on every thread of this cell stops at its next check. */
  static void close(long cell) {
    stoppedCell = cell;
    closed = true;
    SITE.setTarget(STOP);
    MutableCallSite.syncAll(new MutableCallSite[] {SITE});
  }

  /** The check passes again. */
  static void open() {
    if (closed) {
      closed = false;
      SITE.setTarget(PASS);
      MutableCallSite.syncAll(new MutableCallSite[] {SITE});
    }
  }

  private static MethodHandle stopHandle() {
    try {
      return MethodHandles.lookup()
          .findStatic(StopCheck.class, "stopIfAsked", MethodType.methodType(void.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
