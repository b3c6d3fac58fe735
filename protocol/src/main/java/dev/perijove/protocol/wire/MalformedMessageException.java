package dev.perijove.protocol.wire;

import org.jspecify.annotations.Nullable;

/**
 * What arrived is no message of the protocol. The text says what is wrong with it and, for a
 * content, in which message type and field; it never quotes what the field holds.
 */
public final class MalformedMessageException extends Exception {

  public MalformedMessageException(String message) {
    super(message);
  }

  public MalformedMessageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
