package dev.perijove.kernel.supervise;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The worker's command line: every flag we give its virtual machine, and why. */
final class WorkerCommand {
  private static final String MAIN = "dev.perijove.kernel.worker.WorkerMain";
  private static final long GIB = 1L << 30;

  /**
   * The heap's limit where the user names none: 2 GiB, or half of the machine's (or container's)
   * memory where that is less. The JVM's own default, a quarter of the memory, is too much on a big
   * machine with many notebooks and too little on a small one.
   */
  private static final long DEFAULT_HEAP = 2 * GIB;

  private WorkerCommand() {}

  /**
   * The command line.
   *
   * @param crashReport where a virtual machine that crashes writes what it knows
   */
  static List<String> of(WorkerConfig config, Path crashReport) {
    List<String> command = new ArrayList<>();
    command.add(java(config.javaHome()).toString());
    command.add("-Xmx" + defaultHeapMiB() + "m");
    // A small first heap is collected early, so an idle notebook stays small; it grows on demand.
    command.add("-Xms16m");
    // Text is UTF-8 everywhere, as it is by default from JDK 18 on.
    command.add("-Dfile.encoding=UTF-8");
    // A traceback without frames helps nobody.
    command.add("-XX:-OmitStackTraceInFastThrow");
    // A crash is told in the notebook, with the place of its report.
    command.add("-XX:-CreateCoredumpOnCrash");
    command.add("-XX:ErrorFile=" + crashReport);
    // So that an interrupt's exception finds a thread in a counted loop with any collector.
    command.add("-XX:+UseCountedLoopSafepoints");
    command.add("-XX:LoopStripMiningIter=1000");
    // The hard stop calls JVMTI (JDK 22 and later ask for consent), and wakes blocking sockets.
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--add-exports=java.base/sun.nio.ch=ALL-UNNAMED");
    command.addAll(config.jvmArguments());
    command.add("-cp");
    command.add(config.workerJar().toString());
    command.add(MAIN);
    return command;
  }

  /** The heap's limit as the person can read it. */
  static String heap(WorkerConfig config) {
    String limit = "a heap of " + defaultHeapMiB() + " MB";
    for (String argument : config.jvmArguments()) {
      if (argument.startsWith("-Xmx")) {
        limit = "a heap of " + argument.substring("-Xmx".length());
      }
    }
    return limit;
  }

  private static Path java(Path home) {
    Path plain = home.resolve("bin").resolve("java");
    return Files.exists(plain) ? plain : home.resolve("bin").resolve("java.exe");
  }

  private static long defaultHeapMiB() {
    long half = memory() / 2;
    return Math.max(64, Math.min(DEFAULT_HEAP, half) >> 20);
  }

  /** What the machine has, or the container allows. */
  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 2 * DEFAULT_HEAP;
  }
}
