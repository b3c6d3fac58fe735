package dev.perijove.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.Header;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.connection.ConnectionInfo;
import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.ExecuteReply;
import dev.perijove.protocol.content.ExecuteRequest;
import dev.perijove.protocol.content.InputReply;
import dev.perijove.protocol.content.IopubWelcome;
import dev.perijove.protocol.content.Reply;
import dev.perijove.protocol.content.Request;
import dev.perijove.protocol.content.Status;
import dev.perijove.protocol.content.StreamOutput;
import dev.perijove.protocol.wire.MalformedMessageException;
import dev.perijove.protocol.wire.MessageCodec;
import dev.perijove.protocol.wire.Signer;
import dev.perijove.protocol.wire.ZmqFrames;
import dev.perijove.protocol.zmq.ChannelSocket;
import dev.perijove.protocol.zmq.Heartbeat;
import dev.perijove.protocol.zmq.SocketException;
import dev.perijove.protocol.zmq.SocketLoop;
import dev.perijove.protocol.zmq.SocketOptions;
import dev.perijove.protocol.zmq.SocketType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of a kernel on real sockets, which speaks the protocol's words. */
public final class TestClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SocketLoop loop = SocketLoop.start("test-client");
  private final MessageCodec codec = new MessageCodec();
  private final String session = UUID.randomUUID().toString();
  private final Signer signer;
  private final Map<Channel, ChannelSocket> sockets = new EnumMap<>(Channel.class);
  private final Map<Channel, BlockingQueue<Message<?>>> inboxes = new EnumMap<>(Channel.class);
  private final List<Message<?>> setAside = new ArrayList<>();
  private final Heartbeat heartbeat;

  private TestClient(ConnectionInfo connection) throws SocketException {
    signer = Signer.of(connection.signatureScheme(), connection.key().getBytes(UTF_8));
    SocketOptions dealer = SocketOptions.defaults().withIdentity(session.getBytes(UTF_8));
    connect(connection, Channel.IOPUB, SocketType.SUB, SocketOptions.defaults().withSubscribeAll());
    connect(connection, Channel.SHELL, SocketType.DEALER, dealer);
    connect(connection, Channel.CONTROL, SocketType.DEALER, dealer);
    connect(connection, Channel.STDIN, SocketType.DEALER, dealer);
    heartbeat = Heartbeat.connect(loop, connection.endpoint(Channel.HEARTBEAT));
  }

  /** Connects, and waits until the kernel greets it on iopub. */
  public static TestClient connect(ConnectionInfo connection)
      throws SocketException, InterruptedException {
    TestClient client = new TestClient(connection);
    Content first = client.next(Channel.IOPUB).content();
    if (!(first instanceof IopubWelcome)) {
      throw new AssertionError("The first message on iopub is no welcome: " + first);
    }
    return client;
  }

  private void connect(
      ConnectionInfo connection, Channel channel, SocketType type, SocketOptions options)
      throws SocketException {
    BlockingQueue<Message<?>> inbox = new LinkedBlockingQueue<>();
    inboxes.put(channel, inbox);
    sockets.put(
        channel,
        loop.connect(
            type, options, connection.endpoint(channel), frames -> inbox.add(decode(frames))));
  }

  private Message<?> decode(List<byte[]> frames) {
    try {
      return codec.decode(ZmqFrames.read(frames, signer));
    } catch (MalformedMessageException e) {
      throw new AssertionError("The kernel sent what is no message", e);
    }
  }

  /** Sends a message; returns the header by which its reply and output are known. */
  public Header send(Channel channel, Content content) {
    Message<?> message = Message.of(session, content);
    sendFrames(channel, ZmqFrames.write(codec.encode(message), signer));
    return message.header();
  }

  /** Sends frames as they are, right or wrong. */
  public void sendFrames(Channel channel, List<byte[]> frames) {
    if (!socket(channel).offer(frames)) {
      throw new AssertionError("The outbox of the client is full");
    }
  }

  /** Frames of a message, signed with another key than the kernel's. */
  public List<byte[]> badlySigned(Content content) {
    Signer wrong = Signer.of("hmac-sha256", "another key".getBytes(UTF_8));
    return ZmqFrames.write(codec.encode(Message.of(session, content)), wrong);
  }

  /** Frames of a message with this header and content, rightly signed. */
  public List<byte[]> signed(String header, String content) {
    List<byte[]> json =
        List.of(
            header.getBytes(UTF_8),
            "{}".getBytes(UTF_8),
            "{}".getBytes(UTF_8),
            content.getBytes(UTF_8));
    List<byte[]> frames = new ArrayList<>();
    frames.add("<IDS|MSG>".getBytes(UTF_8));
    frames.add(signer.sign(json));
    frames.addAll(json);
    return frames;
  }

  /** The reply to a request. */
  public Message<?> replyTo(Channel channel, Header request) throws InterruptedException {
    while (true) {
      Message<?> message = next(channel);
      if (isChild(message, request)) {
        return message;
      }
    }
  }

  /** Sends a request on shell and waits for its reply and its end. */
  public Outcome ask(Request request) throws InterruptedException {
    return ask(Channel.SHELL, request);
  }

  public Outcome ask(Channel channel, Request request) throws InterruptedException {
    Header header = send(channel, request);
    return outcome(channel, header);
  }

  /** Runs code and waits for its end. */
  public Outcome run(String code) throws InterruptedException {
    return ask(ExecuteRequest.of(code));
  }

  /** The reply to a request, and what came on iopub between its busy and its idle. */
  public Outcome outcome(Channel channel, Header request) throws InterruptedException {
    return new Outcome(replyTo(channel, request), publishedUntilIdle(request));
  }

  /** What a message caused on iopub, busy and idle included. */
  public List<Content> publishedUntilIdle(Header request) throws InterruptedException {
    List<Content> published = new ArrayList<>();
    while (true) {
      Content content = publishedUnder(request).content();
      published.add(content);
      if (content.equals(Status.idle())) {
        return published;
      }
    }
  }

  /** The next message on iopub that this request caused; what others caused is set aside. */
  public Message<?> publishedUnder(Header request) throws InterruptedException {
    for (Message<?> earlier : setAside) {
      if (isChild(earlier, request)) {
        setAside.remove(earlier);
        return earlier;
      }
    }
    while (true) {
      Message<?> message = next(Channel.IOPUB);
      if (isChild(message, request)) {
        return message;
      }
      setAside.add(message);
    }
  }

  /** The next message of a channel, whoever caused it. */
  public Message<?> next(Channel channel) throws InterruptedException {
    BlockingQueue<Message<?>> inbox = inboxes.get(channel);
    Message<?> message =
        inbox == null ? null : inbox.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (message == null) {
      throw new AssertionError("Nothing came on " + channel.wireName() + " in " + PATIENCE);
    }
    return message;
  }

  /** Answers a question of the kernel. */
  public void answer(Message<?> question, String line) {
    Message<?> reply = question.child(session, InputReply.of(line));
    sendFrames(Channel.STDIN, ZmqFrames.write(codec.encode(reply), signer));
  }

  /** Waits for one heartbeat. */
  public Duration beat() {
    return heartbeat.ping(PATIENCE).join();
  }

  private ChannelSocket socket(Channel channel) {
    ChannelSocket socket = sockets.get(channel);
    if (socket == null) {
      throw new AssertionError("No socket for " + channel);
    }
    return socket;
  }

  private static boolean isChild(Message<?> message, Header request) {
    return message.parent().filter(parent -> parent.msgId().equals(request.msgId())).isPresent();
  }

  @Override
  public void close() {
    loop.close();
  }

  /**
   * What came of a request.
   *
   * @param published on iopub, from busy to idle
   */
  public record Outcome(Message<?> replyMessage, List<Content> published) {
    public Reply reply() {
      return (Reply) replyMessage.content();
    }

    public ExecuteReply executeReply() {
      return (ExecuteReply) replyMessage.content();
    }

    /** All text printed to a stream, whole. */
    public String printed(String stream) {
      StringBuilder text = new StringBuilder();
      for (StreamOutput output : all(StreamOutput.class)) {
        if (output.name().equals(stream)) {
          text.append(output.text());
        }
      }
      return text.toString();
    }

    public <C extends Content> List<C> all(Class<C> type) {
      return published.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public <C extends Content> C only(Class<C> type) {
      List<C> found = all(type);
      if (found.size() != 1) {
        throw new AssertionError("Not one " + type.getSimpleName() + " in " + published);
      }
      return found.get(0);
    }
  }
}
