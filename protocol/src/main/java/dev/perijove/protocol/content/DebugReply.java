package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import tools.jackson.databind.node.ObjectNode;

/**
 * Answers {@link DebugRequest} with a response of the Debug Adapter Protocol, which has its own way
 * to fail; "Debug request" in the Jupyter messaging documentation.
 *
 * @param message the content as a whole
 */
public record DebugReply(ObjectNode message) implements Reply {
  public DebugReply {
    requireNonNull(message, "message");
  }
}
