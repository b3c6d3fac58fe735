package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import tools.jackson.databind.node.ObjectNode;

/**
 * Carries an event of the Debug Adapter Protocol; "Debug event" in the Jupyter messaging
 * documentation.
 *
 * @param message the content as a whole
 */
public record DebugEvent(ObjectNode message) implements Content {
  public DebugEvent {
    requireNonNull(message, "message");
  }
}
