package dev.perijove.protocol;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Message ids: random once a process, then counted. Unique like a UUID a message, without asking
 * the system for randomness once a line of output.
 */
final class MessageIds {
  private static final String PREFIX = UUID.randomUUID() + "_";
  private static final AtomicLong COUNT = new AtomicLong();

  private MessageIds() {}

  static String next() {
    return PREFIX + COUNT.getAndIncrement();
  }
}
