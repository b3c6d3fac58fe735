package dev.perijove.gateway.channels;

import dev.perijove.gateway.channels.RequestQueue.Waiting;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.wire.Routing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who asked what, so that a reply or a question of the kernel finds its client, and so that nobody
 * waits for a reply of a kernel that died. Bounded: beyond {@value #MAX_PENDING} unanswered
 * requests the oldest is forgotten, and its reply then goes by the session it names. Not
 * thread-safe: {@link KernelRequests} owns it.
 */
final class ReplyRoutes {

  static final int MAX_PENDING = 10_000;
  private static final byte[] EMPTY = {'{', '}'};

  private final Map<String, Waiting> asked = new LinkedHashMap<>();

  /** Notes a request on its way; other messages get no reply and are not noted. */
  void asked(Waiting request) {
    if (!request.routing().msgType().endsWith("_request")) {
      return;
    }
    // Its header is all a reply needs.
    RawMessage header =
        new RawMessage(List.of(), request.message().header(), EMPTY, EMPTY, EMPTY, List.of());
    asked.put(
        request.routing().msgId(),
        new Waiting(request.channel(), header, request.routing(), request.sender()));
    if (asked.size() > MAX_PENDING) {
      asked.remove(asked.keySet().iterator().next());
    }
  }

  /** The client that sent the parent of this message. */
  Optional<ClientQueue> recipient(Routing message) {
    return message.parentMsgId().map(asked::get).map(Waiting::sender);
  }

  /** Called when the reply to a request has come: nothing more will. */
  void answered(Routing reply) {
    reply.parentMsgId().ifPresent(asked::remove);
  }

  void forget(ClientQueue client) {
    asked.values().removeIf(request -> request.sender() == client);
  }

  /** Called when the process that was asked is gone; tells what it has not answered. */
  List<Waiting> forgetAll() {
    List<Waiting> unanswered = List.copyOf(asked.values());
    asked.clear();
    return unanswered;
  }
}
