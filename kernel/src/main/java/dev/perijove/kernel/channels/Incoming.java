package dev.perijove.kernel.channels;

import static java.util.Objects.requireNonNull;

import dev.perijove.protocol.RawMessage;

/**
 * A message whose signature was right.
 *
 * @param number counts the messages of a channel in the order they came, from 1
 */
public record Incoming(long number, RawMessage message) {
  public Incoming {
    requireNonNull(message, "message");
  }
}
