package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import tools.jackson.databind.node.ObjectNode;

/**
 * The content of a message type we do not know, kept as it is. A type we know has its own record
 * and cannot be put here.
 */
public record UnknownContent(String messageType, ObjectNode content) implements Content {
  public UnknownContent {
    requireNonNull(messageType, "messageType");
    requireNonNull(content, "content");
    if (MessageType.of(messageType).isPresent()) {
      throw new IllegalArgumentException("'" + messageType + "' has a record of its own");
    }
  }
}
