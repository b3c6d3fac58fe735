package dev.perijove.gateway.channels;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.RawMessage;
import java.util.Optional;

/**
 * One message on its way to clients.
 *
 * @param position counts up from 1 over the life of the kernel
 * @param recipient the one client it is for; empty: everybody
 */
record JournalEntry(
    long position,
    Channel channel,
    RawMessage message,
    String messageType,
    Optional<ClientQueue> recipient) {

  /** About what the objects around the bytes take. */
  private static final int OBJECTS = 512;

  boolean isFor(ClientQueue client) {
    return recipient.isEmpty() || recipient.get() == client;
  }

  /** The same message, saying something else. */
  JournalEntry withContent(byte[] content) {
    RawMessage changed =
        new RawMessage(
            message.identities(),
            message.header(),
            message.parentHeader(),
            message.metadata(),
            content,
            message.buffers());
    return new JournalEntry(position, channel, changed, messageType, recipient);
  }

  /** The memory it takes, in bytes. */
  long cost() {
    return message.size() + OBJECTS;
  }
}
