package dev.perijove.kernel.engine;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** How one invocation of a snippet ended. */
public sealed interface InvocationOutcome {

  /** Nothing was invoked. */
  record None() implements InvocationOutcome {}

  /**
   * The snippet ended normally.
   *
   * @param bundle its value by MIME type, {@code text/plain} first; empty for a statement
   */
  record Returned(Map<String, String> bundle) implements InvocationOutcome {
    public Returned {
      requireNonNull(bundle, "bundle");
    }
  }

  /** The user's code threw. */
  record Threw(ThrownError error) implements InvocationOutcome {
    public Threw {
      requireNonNull(error, "error");
    }
  }

  /** An interrupt stopped it; the program's state is kept. */
  record Interrupted(Step by) implements InvocationOutcome {
    public Interrupted {
      requireNonNull(by, "by");
    }
  }

  /**
   * The user's program is gone, and a fresh one takes its place.
   *
   * @param exitCode the exit value of the process, or -1 where there is none
   * @param detail one sentence for the person, naming the cause
   */
  record WorkerLost(Reason reason, int exitCode, String detail) implements InvocationOutcome {
    public WorkerLost {
      requireNonNull(reason, "reason");
      requireNonNull(detail, "detail");
    }
  }

  /** The rung of the interrupt ladder that stopped the code. */
  enum Step {
    /** {@link Thread#interrupt}. */
    INTERRUPT,
    /** A stop check woven into snippet code. */
    STOP_CHECK,
    /** An asynchronous exception, delivered by the virtual machine. */
    HARD_STOP
  }

  /** Why the user's program is gone. */
  enum Reason {
    /** The code called {@code System.exit} or {@code Runtime.halt}. */
    EXIT,
    /** The heap, the metaspace or the threads ran out. */
    OUT_OF_MEMORY,
    /** The process died by a signal or a fault of the virtual machine. */
    CRASHED,
    /** Nothing gentler stopped the code, so the program was ended. */
    KILLED_TO_INTERRUPT
  }
}
