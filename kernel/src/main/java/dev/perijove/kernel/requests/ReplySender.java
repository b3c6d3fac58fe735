package dev.perijove.kernel.requests;

import dev.perijove.protocol.Message;

/** Sends a reply where its identities say, on the channel the request came by. */
@FunctionalInterface
public interface ReplySender {
  void send(Message<?> reply) throws InterruptedException;
}
