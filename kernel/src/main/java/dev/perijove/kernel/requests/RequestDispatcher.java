package dev.perijove.kernel.requests;

import static java.util.Objects.requireNonNull;

import dev.perijove.kernel.channels.Incoming;
import dev.perijove.kernel.channels.IopubPublisher;
import dev.perijove.kernel.channels.KernelWire;
import dev.perijove.protocol.Header;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.MessageType;
import dev.perijove.protocol.content.Request;
import dev.perijove.protocol.content.Status;
import dev.perijove.protocol.wire.MalformedMessageException;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the handler of each message, and alone sends busy, the reply and idle around it ("Messages
 * on the shell (ROUTER/DEALER) channel" in the Jupyter messaging documentation). One dispatcher
 * serves one channel, on that channel's thread. Whatever comes, idle follows busy.
 */
public final class RequestDispatcher {
  private static final System.Logger LOG = System.getLogger(RequestDispatcher.class.getName());

  private final KernelWire wire;
  private final IopubPublisher iopub;
  private final ReplySender replies;
  private final boolean mayWait;
  private final Map<MessageType, Answer> answers;

  private RequestDispatcher(Builder builder) {
    this.wire = builder.wire;
    this.iopub = builder.iopub;
    this.replies = builder.replies;
    this.mayWait = builder.mayWait;
    this.answers = new EnumMap<>(builder.answers);
  }

  /**
   * Starts the table of handlers for a channel.
   *
   * @param mayWait whether this channel waits for iopub when that is full; control must not
   */
  public static Builder builder(
      KernelWire wire, IopubPublisher iopub, ReplySender replies, boolean mayWait) {
    return new Builder(wire, iopub, replies, mayWait);
  }

  /** Whether messages of this type have a handler here. */
  boolean handles(MessageType type) {
    return answers.containsKey(type);
  }

  /** Handles one message to its end. */
  public void dispatch(Incoming incoming) throws InterruptedException {
    RawMessage raw = incoming.message();
    Header header;
    try {
      header = wire.codec().decodeHeader(raw);
    } catch (MalformedMessageException e) {
      LOG.log(Level.WARNING, "Discarded a message: {0}", e.getMessage());
      return;
    }
    RequestContext context =
        new RequestContext(header, raw.identities(), incoming.number(), iopub, mayWait);
    context.publish(Status.busy());
    try {
      Optional<Content> reply = answer(raw, header, context);
      if (reply.isPresent()) {
        replies.send(
            Message.childOf(header, wire.session(), reply.get())
                .withIdentities(raw.identities())
                .withMetadata(context.replyMetadata()));
      }
    } finally {
      context.publish(Status.idle());
    }
    context.runAfterwards();
  }

  private Optional<Content> answer(RawMessage raw, Header header, RequestContext context)
      throws InterruptedException {
    try {
      Message<?> message = wire.codec().decode(raw);
      Optional<Answer> answer =
          MessageType.of(message.content()).flatMap(type -> Optional.ofNullable(answers.get(type)));
      if (answer.isPresent()) {
        return answer.get().to(message.content(), context);
      }
      LOG.log(Level.WARNING, "Nothing here handles a {0}", header.msgType());
      return message.content() instanceof Request
          ? ErrorReply.notSupported(header.msgType())
          : Optional.empty();
    } catch (MalformedMessageException e) {
      LOG.log(Level.WARNING, "A {0} cannot be read: {1}", header.msgType(), e.getMessage());
      return ErrorReply.malformed(header.msgType(), e);
    } catch (RuntimeException | Error e) {
      // Deeply nested code overflows the compiler's stack, a huge cell its heap: that fails this
      // request and must not end the channel.
      LOG.log(Level.ERROR, "A " + header.msgType() + " failed", e);
      return ErrorReply.failed(header.msgType(), e);
    }
  }

  private interface Answer {
    Optional<Content> to(Content content, RequestContext context) throws InterruptedException;
  }

  /** The table of handlers, while it is written. */
  public static final class Builder {
    private final KernelWire wire;
    private final IopubPublisher iopub;
    private final ReplySender replies;
    private final boolean mayWait;
    private final Map<MessageType, Answer> answers = new EnumMap<>(MessageType.class);

    private Builder(KernelWire wire, IopubPublisher iopub, ReplySender replies, boolean mayWait) {
      this.wire = requireNonNull(wire, "wire");
      this.iopub = requireNonNull(iopub, "iopub");
      this.replies = requireNonNull(replies, "replies");
      this.mayWait = mayWait;
    }

    /** Requests whose content is a {@code requestType} go to the handler. */
    public <Q extends Request> Builder on(
        MessageType type, Class<Q> requestType, RequestHandler<? super Q> handler) {
      answers.put(
          type,
          (content, context) -> Optional.of(handler.handle(requestType.cast(content), context)));
      return this;
    }

    /** Messages without a reply, whose content is a {@code contentType}, go to the handler. */
    public <C extends Content> Builder onNotice(
        MessageType type, Class<C> contentType, NoticeHandler<? super C> handler) {
      answers.put(
          type,
          (content, context) -> {
            handler.handle(contentType.cast(content), context);
            return Optional.empty();
          });
      return this;
    }

    public RequestDispatcher build() {
      return new RequestDispatcher(this);
    }
  }
}
