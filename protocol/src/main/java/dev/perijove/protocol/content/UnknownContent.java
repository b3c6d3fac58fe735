package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import tools.jackson.databind.node.ObjectNode;

/** The content of a message type we do not know, kept as it is. */
public record UnknownContent(String messageType, ObjectNode content) implements Content {
  public UnknownContent {
    requireNonNull(messageType, "messageType");
    requireNonNull(content, "content");
  }
}
