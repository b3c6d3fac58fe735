package dev.perijove.kernel.worker;

import dev.perijove.kernel.link.LinkMessage.Rung;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.WrongMethodTypeException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * JVMTI's StopThread, called by the foreign-function interface, without a native library of ours
 * (JNI and JVMTI specifications; the numbers are positions in their function tables).
 *
 * <p>A JNI local reference lives only until some native method returns, so the two calls that get
 * an object and make a global reference of it are composed into one method handle, with numbers for
 * pointers: nothing of Java's runs in between.
 */
final class NativeStop implements HardStop {
  private static final int JNI_1_8 = 0x00010008;
  private static final int JVMTI_1_2 = 0x30010200;
  private static final int CAN_SIGNAL_THREAD = 1 << 10;

  // JNI invocation interface
  private static final int GET_ENV = 6;
  // JNI
  private static final int FIND_CLASS = 6;
  private static final int NEW_GLOBAL_REF = 21;
  private static final int DELETE_GLOBAL_REF = 22;
  private static final int GET_OBJECT_CLASS = 31;
  private static final int GET_STATIC_METHOD_ID = 113;
  private static final int CALL_STATIC_OBJECT_METHOD_A = 116;
  private static final int GET_STATIC_FIELD_ID = 144;
  private static final int GET_STATIC_OBJECT_FIELD = 145;
  // JVMTI
  private static final int STOP_THREAD = 6;
  private static final int ADD_CAPABILITIES = 141;

  /**
   * The thread that may stop others. Its class is how native code finds the two fields: the only
   * objects it can name by itself are classes of the JDK and the current thread.
   */
  static final class Agent extends Thread {
    static @Nullable Thread target;
    static @Nullable Throwable error;

    Agent(Runnable body, String name) {
      super(null, body, name, 0, false);
    }
  }

  private final Thread agent;
  private final MethodHandle globalTarget;
  private final MethodHandle globalError;
  private final MethodHandle stopThread;
  private final MethodHandle deleteGlobalRef;

  private NativeStop(
      MethodHandle globalTarget,
      MethodHandle globalError,
      MethodHandle stopThread,
      MethodHandle deleteGlobalRef) {
    this.agent = Thread.currentThread();
    this.globalTarget = globalTarget;
    this.globalError = globalError;
    this.stopThread = stopThread;
    this.deleteGlobalRef = deleteGlobalRef;
  }

  /**
   * Only for an {@link Agent}, which alone may use the result.
   *
   * @throws ReflectiveOperationException if this virtual machine has no such interface
   */
  static NativeStop open() throws ReflectiveOperationException {
    if (!(Thread.currentThread() instanceof Agent)) {
      throw new IllegalStateException("only an Agent can be found by native code");
    }
    Foreign foreign = new Foreign();
    long out = foreign.allocate(16);
    int found =
        (int)
            call(
                foreign.function(foreign.address(libjvm(), "JNI_GetCreatedJavaVMs")),
                out,
                1L,
                out + 8);
    long vm = foreign.read(out);
    if (found != 0 || vm == 0) {
      throw new ReflectiveOperationException("no virtual machine found: " + found);
    }
    Table invocation = new Table(foreign, vm);
    long env = environment(invocation, foreign, out, JNI_1_8);
    long jvmti = environment(invocation, foreign, out, JVMTI_1_2);
    Table jni = new Table(foreign, env);
    Table tools = new Table(foreign, jvmti);

    foreign.write(out, CAN_SIGNAL_THREAD);
    foreign.write(out + 8, 0);
    expectZero("AddCapabilities", (int) call(tools.function(ADD_CAPABILITIES), out));

    MethodHandle keep = MethodHandles.insertArguments(jni.function(NEW_GLOBAL_REF), 1, 0L, 0L);
    call(keep, 0L); // of null; so that nothing is generated or linked when it matters
    MethodHandle findClass = kept(jni.function(FIND_CLASS), keep);
    MethodHandle callStatic = kept(jni.function(CALL_STATIC_OBJECT_METHOD_A), keep);
    MethodHandle classOf = kept(jni.function(GET_OBJECT_CLASS), keep);
    MethodHandle staticField = kept(jni.function(GET_STATIC_OBJECT_FIELD), keep);
    MethodHandle fieldId = jni.function(GET_STATIC_FIELD_ID);

    long threadClass = call(findClass, foreign.string("java/lang/Thread"));
    long currentThread =
        call(
            jni.function(GET_STATIC_METHOD_ID),
            threadClass,
            foreign.string("currentThread"),
            foreign.string("()Ljava/lang/Thread;"));
    long agentClass = call(classOf, call(callStatic, threadClass, currentThread, 0L));
    long target =
        call(fieldId, agentClass, foreign.string("target"), foreign.string("Ljava/lang/Thread;"));
    long error =
        call(fieldId, agentClass, foreign.string("error"), foreign.string("Ljava/lang/Throwable;"));
    return new NativeStop(
        MethodHandles.insertArguments(staticField, 0, agentClass, target),
        MethodHandles.insertArguments(staticField, 0, agentClass, error),
        tools.function(STOP_THREAD),
        jni.function(DELETE_GLOBAL_REF));
  }

  @Override
  public void apply(Thread thread) {
    if (Thread.currentThread() != agent) {
      throw new IllegalStateException("a JNI environment belongs to one thread");
    }
    Agent.target = thread;
    Agent.error = new CellStop(Rung.HARD_STOP);
    long threadRef = call(globalTarget);
    long errorRef = call(globalError);
    // Its result is of no use: a thread that has just ended is what we want.
    call(stopThread, threadRef, errorRef);
    call(deleteGlobalRef, threadRef);
    call(deleteGlobalRef, errorRef);
    Agent.target = null;
    Agent.error = null;
  }

  private static MethodHandle kept(MethodHandle producer, MethodHandle keep) {
    return MethodHandles.filterReturnValue(producer, keep);
  }

  private static long environment(Table invocation, Foreign foreign, long out, int version)
      throws ReflectiveOperationException {
    expectZero("GetEnv", (int) call(invocation.function(GET_ENV), out, version));
    return foreign.read(out);
  }

  private static void expectZero(String function, int result) throws ReflectiveOperationException {
    if (result != 0) {
      throw new ReflectiveOperationException(function + " answered " + result);
    }
  }

  /** Calls a function of up to four numbers; those not given are 0. */
  private static long call(MethodHandle function, long... given) {
    long[] all = Arrays.copyOf(given, 4);
    try {
      return switch (function.type().parameterCount()) {
        case 1 -> (long) function.invokeExact(all[0]);
        case 3 -> (long) function.invokeExact(all[0], all[1], all[2]);
        default -> (long) function.invokeExact(all[0], all[1], all[2], all[3]);
      };
    } catch (WrongMethodTypeException e) {
      throw new AssertionError("a function called with the wrong arguments", e);
    } catch (Throwable e) {
      throw new IllegalStateException("a native function threw", e);
    }
  }

  private static Path libjvm() {
    Path home = Path.of(System.getProperty("java.home"));
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      return home.resolve("bin/server/jvm.dll");
    }
    return home.resolve("lib/server/" + (system.startsWith("mac") ? "libjvm.dylib" : "libjvm.so"));
  }

  /** A C++ style interface: a pointer to a table of functions that take it as first argument. */
  private static final class Table {
    private final Foreign foreign;
    private final long self;
    private final long functions;

    Table(Foreign foreign, long self) throws ReflectiveOperationException {
      this.foreign = foreign;
      this.self = self;
      this.functions = foreign.read(self);
    }

    /** A function of three more numbers. */
    MethodHandle function(int position) throws ReflectiveOperationException {
      long address = foreign.read(functions + 8L * position);
      return MethodHandles.insertArguments(foreign.function(address), 0, self);
    }
  }
}
