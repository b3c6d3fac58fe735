package dev.perijove.kernel.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what stopped a cell when neither the compiler nor the user's code did. */
final class RunErrors {

  private RunErrors() {}

  static CellError interrupted(InvocationOutcome.Step step) {
    String value =
        step == InvocationOutcome.Step.HARD_STOP
            ? "the cell was stopped by force; what it held locked may be in an odd state"
            : "the cell was stopped; variables are kept";
    return error("Interrupted", value);
  }

  static CellError workerLost(InvocationOutcome.WorkerLost loss) {
    return error(
        "WorkerLost",
        loss.detail()
            + cure(loss.reason())
            + "\nEvery variable and definition is gone: the next cell starts in an empty program.");
  }

  private static String cure(InvocationOutcome.Reason reason) {
    return switch (reason) {
      case EXIT -> "\nA notebook goes on without System.exit; to leave a method, return or throw.";
      case OUT_OF_MEMORY ->
          "\nGive the kernel a larger heap (a JVM argument such as -Xmx4g), or keep less.";
      case CRASHED ->
          "\nNative code or the virtual machine itself failed; a file hs_err_pid*.log may tell more.";
      case KILLED_TO_INTERRUPT -> "\nNothing gentler than ending the program could stop this code.";
    };
  }

  /** The program ended and its runner did not say how. */
  static CellError ended() {
    return error(
        "WorkerLost",
        "the user's program ended before this cell could run.\n"
            + "Every variable and definition is gone: the next cell starts in an empty program.");
  }

  static CellError notStarted(@Nullable Throwable cause) {
    return error(
        "NotStarted",
        "the user's program could not be started: "
            + reason(cause)
            + "\nCheck the kernel's Java home, JVM arguments and compiler options;"
            + " the next cell tries again.");
  }

  /** JShell has faults of its own; one of them must not cost more than a cell. */
  static CellError compilerFailed(Throwable cause) {
    return error(
        "CompilerFailed",
        "JShell failed on this code: "
            + cause
            + "\nNothing of this snippet ran. Written another way it may pass; please report it.");
  }

  /** The code is right, but the program could not load or run it; most often a class is missing. */
  static CellError refused(String reason) {
    return error(
        "NotRun",
        "the user's program could not run this code: "
            + reason
            + "\nNothing of this snippet ran. Check that the class path has all that its libraries"
            + " need; code with megabytes of text belongs in a file.");
  }

  private static String reason(@Nullable Throwable cause) {
    StringBuilder reasons = new StringBuilder();
    for (Throwable each = cause; each != null; each = each.getCause()) {
      reasons.append(reasons.isEmpty() ? "" : ": ");
      reasons.append(each.getMessage() == null ? each.toString() : each.getMessage());
    }
    return reasons.toString();
  }

  private static CellError error(String name, String value) {
    List<String> lines = (Ansi.ERROR.paint(name) + ": " + value).lines().toList();
    return new CellError(name, value.lines().findFirst().orElse(""), lines);
  }
}
