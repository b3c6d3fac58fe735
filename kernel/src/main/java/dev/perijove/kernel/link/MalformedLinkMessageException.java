package dev.perijove.kernel.link;

import java.io.IOException;

/** Bytes that are no {@link LinkMessage}; the message says what is wrong with them. */
public final class MalformedLinkMessageException extends IOException {
  private static final long serialVersionUID = 1L;

  public MalformedLinkMessageException(String message) {
    super(message);
  }
}
