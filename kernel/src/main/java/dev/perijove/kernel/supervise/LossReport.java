package dev.perijove.kernel.supervise;

import dev.perijove.kernel.engine.InvocationOutcome.Reason;
import dev.perijove.kernel.engine.InvocationOutcome.WorkerLost;
import dev.perijove.kernel.link.LinkMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Says what became of a worker's process, in a sentence for the person. */
final class LossReport {
  private static final String GONE = " All variables are gone; a fresh, empty program takes over.";
  private static final String MORE_MEMORY =
      " To give it more, set its heap limit with the kernel option --worker-jvm-arg=-Xmx4g.";

  /** A process that a signal ended has 128 and the signal's number as its exit value. */
  private static final int SIGNAL_BASE = 128;

  private static final int SIGKILL = 9;
  private static final Map<Integer, String> SIGNALS =
      Map.of(
          4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", SIGKILL, "SIGKILL", 11, "SIGSEGV",
          15, "SIGTERM");

  private LossReport() {}

  /** It called {@code System.exit}. */
  static WorkerLost exit(int code) {
    return new WorkerLost(
        Reason.EXIT, code, "The program ended itself with System.exit(" + code + ")." + GONE);
  }

  /** We ended it, since nothing gentler stopped its code. */
  static WorkerLost killedToInterrupt(Duration after, int code) {
    return new WorkerLost(
        Reason.KILLED_TO_INTERRUPT,
        code,
        "The code did not stop within "
            + after.toMillis() / 1000.0
            + " s of the interrupt, so its process was ended."
            + GONE);
  }

  /** It was never there. */
  static WorkerLost didNotStart(int code, String said) {
    String words = said.isBlank() ? "" : " It said: " + said.strip();
    String exit = code < 0 ? "" : " (exit code " + code + ")";
    return new WorkerLost(
        Reason.CRASHED,
        code,
        "The Java process for the program did not start"
            + exit
            + "; look at the kernel's --worker-java-home and --worker-jvm-arg options."
            + words);
  }

  /** Its virtual machine found a fault that it cannot survive, and wrote a report. */
  static WorkerLost crashed(int code, Path report) {
    return new WorkerLost(
        Reason.CRASHED,
        code,
        "The program's virtual machine crashed, most often by a fault in native code; its report is "
            + report
            + " (exit code "
            + code
            + ")."
            + GONE);
  }

  /** It ended without a word. */
  static WorkerLost died(int code, String heap) {
    if (code == LinkMessage.OUT_OF_MEMORY_EXIT_CODE) {
      return new WorkerLost(
          Reason.OUT_OF_MEMORY,
          code,
          "The program used up its memory ("
              + heap
              + ") and could not go on."
              + GONE
              + MORE_MEMORY);
    }
    if (code == SIGNAL_BASE + SIGKILL) {
      return new WorkerLost(
          Reason.CRASHED,
          code,
          "The program's process was killed from outside (SIGKILL, exit code 137); most often the"
              + " system does so when the machine or its container runs out of memory."
              + GONE);
    }
    if (code > SIGNAL_BASE && SIGNALS.containsKey(code - SIGNAL_BASE)) {
      return new WorkerLost(
          Reason.CRASHED,
          code,
          "The program's process was ended from outside ("
              + SIGNALS.get(code - SIGNAL_BASE)
              + ", exit code "
              + code
              + ")."
              + GONE);
    }
    if (code == LinkMessage.BROKEN_EXIT_CODE || code < 0) {
      return new WorkerLost(
          Reason.CRASHED,
          code,
          "The program's process broke down (exit code " + code + ")." + GONE);
    }
    return new WorkerLost(
        Reason.EXIT,
        code,
        "The program ended its process at once with exit code " + code + " (Runtime.halt)." + GONE);
  }
}
