package dev.perijove.gateway.kernels;

import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.wire.Routing;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows what a kernel does by what it publishes. Thread-safe.
 *
 * <p>As the Jupyter server does it: only a {@code status} whose parent is somebody's work changes
 * the state. Questions tools ask by themselves ({@code kernel_info}, {@code comm_info}, debugging)
 * and what follows from work (output) are not work, or an idle notebook in an open tab would look
 * busy for ever.
 */
final class KernelActivity {

  private static final Set<String> NOT_WORK =
      Set.of(
          "comm_info_request",
          "comm_info_reply",
          "kernel_info_request",
          "kernel_info_reply",
          "shutdown_request",
          "shutdown_reply",
          "interrupt_request",
          "interrupt_reply",
          "debug_request",
          "debug_reply",
          "debug_event",
          "stream",
          "display_data",
          "update_display_data",
          "execute_input",
          "execute_result",
          "error",
          "status",
          "clear_output",
          "input_request",
          "input_reply",
          "iopub_welcome");

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Clock clock;
  private ExecutionState state = ExecutionState.STARTING;
  private Instant lastActivity;

  KernelActivity(Clock clock) {
    this.clock = clock;
    this.lastActivity = clock.instant();
  }

  synchronized ExecutionState state() {
    return state;
  }

  synchronized Instant lastActivity() {
    return lastActivity;
  }

  /** A process is starting. */
  synchronized void starting() {
    state = ExecutionState.STARTING;
    lastActivity = clock.instant();
  }

  /** The process answers; whatever it was busy with was starting. */
  synchronized void ready() {
    if (state == ExecutionState.STARTING) {
      state = ExecutionState.IDLE;
    }
  }

  synchronized void dead() {
    state = ExecutionState.DEAD;
  }

  /** One message the kernel published. */
  synchronized void published(RawMessage message, Routing routing) {
    // Without a parent it is the kernel itself that speaks.
    boolean parentIsWork = routing.parentMsgType().filter(NOT_WORK::contains).isEmpty();
    if (parentIsWork || !NOT_WORK.contains(routing.msgType()) || state == ExecutionState.BUSY) {
      lastActivity = clock.instant();
    }
    if (routing.msgType().equals("status")) {
      follow(executionState(message), parentIsWork);
    }
  }

  private void follow(String told, boolean parentIsWork) {
    if (state == ExecutionState.DEAD) {
      return;
    }
    if (state == ExecutionState.STARTING) {
      if (told.equals("idle") || told.equals("busy")) {
        state = ExecutionState.IDLE;
      }
    }
    if (parentIsWork) {
      switch (told) {
        case "idle" -> state = ExecutionState.IDLE;
        case "busy" -> state = ExecutionState.BUSY;
        default -> {
          // A state of the kernel's own, which our model has no word for; or "starting", which
          // starting() knows better: the kernel's own word may come after its first answer.
        }
      }
    }
  }

  private static String executionState(RawMessage status) {
    try {
      return JSON.readTree(status.content()).path("execution_state").asString("");
    } catch (JacksonException e) {
      return "";
    }
  }
}
