package dev.perijove.gateway.channels;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.ErrorOutput;
import dev.perijove.protocol.content.ExecuteReply;
import dev.perijove.protocol.content.MessageType;
import dev.perijove.protocol.content.Reply;
import dev.perijove.protocol.content.Status;
import dev.perijove.protocol.wire.MessageCodec;
import dev.perijove.protocol.wire.Routing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The messages the gateway makes up itself, in a session of its own. */
final class GatewayMessages {

  /** The session of everything the gateway says to clients and asks of kernels. */
  static final String SESSION = "perijove-gateway-" + UUID.randomUUID();

  private static final MessageCodec CODEC = new MessageCodec();

  private GatewayMessages() {}

  /** A message and the type its header names. */
  record Answer(Channel channel, RawMessage message, String messageType) {}

  /** A request to a kernel. */
  static Message<Content> request(Content content) {
    return Message.of(SESSION, content);
  }

  static RawMessage encode(Message<?> message) {
    return CODEC.encode(message);
  }

  /** A state of the kernel that no request caused. */
  static RawMessage status(String executionState) {
    return CODEC.encode(Message.of(SESSION, new Status(executionState)));
  }

  /** Output of a request of which only the header's bytes are known. */
  static RawMessage childOf(byte[] parentHeader, Content content) {
    RawMessage orphan = CODEC.encode(Message.of(SESSION, content));
    return new RawMessage(
        List.of(),
        orphan.header(),
        parentHeader,
        orphan.metadata(),
        orphan.content(),
        orphan.buffers());
  }

  /**
   * What a client gets for a request no kernel will answer: the same it would see if the kernel had
   * failed, so that nothing waits for ever. Nothing for a message that is not a request.
   */
  static List<Answer> refusal(Channel channel, RawMessage request, Routing routing, String cause) {
    ErrorOutput error = new ErrorOutput("RequestRefused", cause, List.of(cause));
    Optional<Content> reply = Reply.failureOf(routing.msgType(), error);
    if (reply.isEmpty()) {
      return List.of();
    }
    List<Answer> answers = new ArrayList<>();
    answers.add(answer(Channel.IOPUB, request, Status.busy()));
    if (reply.get() instanceof ExecuteReply) {
      answers.add(answer(Channel.IOPUB, request, error));
    }
    answers.add(answer(channel, request, reply.get()));
    answers.add(answer(Channel.IOPUB, request, Status.idle()));
    return answers;
  }

  private static Answer answer(Channel channel, RawMessage request, Content content) {
    return new Answer(channel, childOf(request.header(), content), MessageType.wireNameOf(content));
  }
}
