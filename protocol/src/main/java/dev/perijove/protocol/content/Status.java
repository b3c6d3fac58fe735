package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

/**
 * The kernel is busy, idle or starting, or in a state of its own; "Kernel status" in the Jupyter
 * messaging documentation.
 */
public record Status(String executionState) implements Content {
  public Status {
    requireNonNull(executionState, "executionState");
  }

  private static final Status BUSY = new Status("busy");
  private static final Status IDLE = new Status("idle");
  private static final Status STARTING = new Status("starting");

  /** A request is being handled. */
  public static Status busy() {
    return BUSY;
  }

  /** The request is done and all its output is out. */
  public static Status idle() {
    return IDLE;
  }

  /** Sent once, when the kernel starts. */
  public static Status starting() {
    return STARTING;
  }

  /** Whether this is {@link #busy}. */
  public boolean isBusy() {
    return equals(BUSY);
  }

  /** Whether this is {@link #idle}. */
  public boolean isIdle() {
    return equals(IDLE);
  }
}
