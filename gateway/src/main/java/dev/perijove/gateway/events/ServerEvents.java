package dev.perijove.gateway.events;

import dev.perijove.gateway.contents.ContentsAction;
import dev.perijove.gateway.http.Json;
import dev.perijove.gateway.kernels.KernelAction;
import java.time.Clock;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Makes events of what is done to files and kernels. Thread-safe. */
public final class ServerEvents {
  private static final int LONGEST_MESSAGE = 4096;

  private final EventBus bus;
  private final Clock clock;

  /** For a bus. */
  public ServerEvents(EventBus bus, Clock clock) {
    this.bus = bus;
    this.clock = clock;
  }

  /** Something was done to files. */
  public void onAction(ContentsAction action) {
    ObjectNode data =
        Json.mapper()
            .createObjectNode()
            .put("action", word(action.kind()))
            .put("path", action.path());
    action.sourcePath().ifPresent(source -> data.put("source_path", source));
    bus.publish(new Event(EventSchema.CONTENTS_SERVICE, clock.instant(), data));
  }

  /** Something was done to a kernel, or failed. */
  public void onAction(KernelAction action) {
    String message = action.failure().orElseGet(() -> success(action));
    ObjectNode data =
        Json.mapper()
            .createObjectNode()
            .put("action", word(action.kind()))
            .put("kernel_id", action.kernelId())
            .put("kernel_name", action.kernelName())
            .put("status", action.failure().isPresent() ? "error" : "success")
            .put("msg", message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)));
    bus.publish(new Event(EventSchema.KERNEL_ACTIONS, clock.instant(), data));
  }

  private static String success(KernelAction action) {
    String done =
        switch (action.kind()) {
          case START -> "started";
          case INTERRUPT -> "interrupted";
          case RESTART -> "restarted";
          case SHUTDOWN -> "shut down";
        };
    return "Kernel " + action.kernelId() + " was " + done + ".";
  }

  private static String word(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
