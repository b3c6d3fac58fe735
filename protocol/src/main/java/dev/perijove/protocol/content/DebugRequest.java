package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import tools.jackson.databind.node.ObjectNode;

/**
 * Carries a request of the Debug Adapter Protocol; "Debug request" in the Jupyter messaging
 * documentation.
 *
 * @param message the content as a whole
 */
public record DebugRequest(ObjectNode message) implements Request {
  public DebugRequest {
    requireNonNull(message, "message");
  }
}
