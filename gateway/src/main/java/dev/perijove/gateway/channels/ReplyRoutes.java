package dev.perijove.gateway.channels;

import dev.perijove.protocol.wire.Routing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who asked what, so that a reply or a question of the kernel finds its client. Bounded: beyond
 * {@value #MAX_PENDING} unanswered requests the oldest is forgotten, and its reply then goes by the
 * session it names. Not thread-safe: {@link KernelChannels} guards it.
 */
final class ReplyRoutes {

  static final int MAX_PENDING = 10_000;

  private final Map<String, ClientQueue> askedBy = new LinkedHashMap<>();

  void asked(String messageId, ClientQueue client) {
    askedBy.put(messageId, client);
    if (askedBy.size() > MAX_PENDING) {
      askedBy.remove(askedBy.keySet().iterator().next());
    }
  }

  /** The client that sent the parent of this message. */
  Optional<ClientQueue> recipient(Routing message) {
    return message.parentMsgId().map(askedBy::get);
  }

  /** Called when the reply to a request has come: nothing more will. */
  void answered(Routing reply) {
    reply.parentMsgId().ifPresent(askedBy::remove);
  }

  void forget(ClientQueue client) {
    askedBy.values().removeIf(asker -> asker == client);
  }

  /** Called when the process that was asked is gone. */
  void forgetAll() {
    askedBy.clear();
  }
}
