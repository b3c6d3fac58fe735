package dev.perijove.kernel.worker;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

/**
 * Wakes a thread from a blocking call of a socket ({@code accept}, {@code connect}, {@code read}),
 * which no interrupt ends and where no exception can reach it: with the signal that the JDK itself
 * uses when another thread closes the socket. Needs {@code --add-exports
 * java.base/sun.nio.ch=ALL-UNNAMED}; without effect where that or the signal is missing.
 */
final class BlockingCall {
  private static final Optional<BlockingCall> JDK = find();

  private final MethodHandle current;
  private final MethodHandle signal;

  private BlockingCall(MethodHandle current, MethodHandle signal) {
    this.current = current;
    this.signal = signal;
  }

  private static Optional<BlockingCall> find() {
    try {
      Class<?> nativeThread = Class.forName("sun.nio.ch.NativeThread");
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      return Optional.of(
          new BlockingCall(
              lookup.findStatic(nativeThread, "current", MethodType.methodType(long.class)),
              lookup.findStatic(
                  nativeThread, "signal", MethodType.methodType(void.class, long.class))));
    } catch (ReflectiveOperationException e) {
      return Optional.empty(); // another JDK, or a flag of the user's; one kind of stop less
    }
  }

  /** The calling thread, for {@link #wake}; 0 where threads cannot be woken. */
  static long currentThread() {
    if (JDK.isEmpty()) {
      return 0;
    }
    try {
      return Math.max(0, (long) JDK.get().current.invokeExact());
    } catch (Throwable e) {
      throw new AssertionError("takes nothing and throws nothing", e);
    }
  }

  /** Makes a blocking call of the thread return, if it is in one. */
  static void wake(long thread) {
    if (JDK.isEmpty() || thread == 0) {
      return;
    }
    try {
      JDK.get().signal.invokeExact(thread);
    } catch (Throwable e) {
      throw new AssertionError("throws only for numbers that are no thread", e);
    }
  }
}
