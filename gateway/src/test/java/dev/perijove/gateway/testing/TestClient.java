package dev.perijove.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.ExecuteRequest;
import dev.perijove.protocol.content.Status;
import dev.perijove.protocol.content.StreamOutput;
import dev.perijove.protocol.wire.ChannelMessage;
import dev.perijove.protocol.wire.MalformedMessageException;
import dev.perijove.protocol.wire.MessageCodec;
import dev.perijove.protocol.wire.WebSocketJsonFrames;
import dev.perijove.protocol.wire.WebSocketV1Frames;
import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client on a kernel's channel WebSocket; what it receives waits in a queue. */
public final class TestClient implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /** What a client can receive. */
  public record Received(Channel channel, Message<?> message) {
    public String type() {
      return message.header().msgType();
    }

    /** Whether it comes from the request with this id. */
    public boolean isChildOf(String messageId) {
      return message.parent().filter(parent -> parent.msgId().equals(messageId)).isPresent();
    }
  }

  /** How the server closed. */
  public record Closed(int code, String reason) {}

  private final String session;
  private final boolean v1;
  private final MessageCodec codec = new MessageCodec();
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<Closed> closed = new CompletableFuture<>();
  private @Nullable WebSocket socket;

  private TestClient(String session, boolean v1) {
    this.session = session;
    this.v1 = v1;
  }

  /** Connects, with the v1 subprotocol or none; an empty session sends no {@code session_id}. */
  public static TestClient connect(
      TestGateway gateway, String kernelId, String sessionId, boolean v1) throws Exception {
    TestClient client = new TestClient(sessionId.isEmpty() ? "nameless" : sessionId, v1);
    client.open(gateway, kernelId, sessionId, true);
    return client;
  }

  /** Connects, and never reads. */
  public static TestClient connectDeaf(TestGateway gateway, String kernelId, String sessionId)
      throws Exception {
    TestClient client = new TestClient(sessionId, true);
    client.open(gateway, kernelId, sessionId, false);
    return client;
  }

  private void open(TestGateway gateway, String kernelId, String sessionId, boolean reads)
      throws Exception {
    String query = sessionId.isEmpty() ? "" : "?session_id=" + sessionId;
    WebSocket.Builder builder = gateway.http().newWebSocketBuilder();
    if (v1) {
      builder.subprotocols(WebSocketV1Frames.SUBPROTOCOL);
    }
    socket =
        builder
            .buildAsync(
                gateway.uri("ws", "/api/kernels/" + kernelId + "/channels" + query),
                new Listener(reads))
            .get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    assertThat(socket.getSubprotocol()).isEqualTo(v1 ? WebSocketV1Frames.SUBPROTOCOL : "");
  }

  private WebSocket socket() {
    WebSocket open = socket;
    assertThat(open).isNotNull();
    if (open == null) {
      throw new IllegalStateException("not connected");
    }
    return open;
  }

  /** Sends a request and tells its message id. */
  public String send(Channel channel, Content content) throws Exception {
    Message<Content> message = Message.of(session, content);
    send(channel, message);
    return message.header().msgId();
  }

  public void send(Channel channel, Message<?> message) throws Exception {
    if (v1) {
      sendRaw(ByteBuffer.wrap(WebSocketV1Frames.join(channel, codec.encode(message))));
      return;
    }
    WebSocketJsonFrames.Frame frame = WebSocketJsonFrames.join(channel, codec.encode(message));
    if (frame instanceof WebSocketJsonFrames.Frame.Text text) {
      socket().sendText(text.text(), true).get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    } else {
      sendRaw(ByteBuffer.wrap(((WebSocketJsonFrames.Frame.Binary) frame).bytes()));
    }
  }

  public void sendRaw(ByteBuffer frame) throws Exception {
    socket().sendBinary(frame, true).get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
  }

  public String execute(String code) throws Exception {
    return send(Channel.SHELL, ExecuteRequest.of(code));
  }

  /** Takes messages until one fits; the others are gone. */
  public Received await(String what, Predicate<Received> wanted) throws Exception {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    List<String> seen = new ArrayList<>();
    while (true) {
      Received next = received.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        throw new AssertionError("no " + what + " came, only " + seen);
      }
      if (wanted.test(next)) {
        return next;
      }
      seen.add(next.channel() + ":" + next.type());
    }
  }

  public Received awaitType(String type) throws Exception {
    return await(type, message -> message.type().equals(type));
  }

  /** Waits for a state told without a parent: one the gateway tells itself. */
  public void awaitState(String state) throws Exception {
    await(
        "status " + state,
        message ->
            message.message().content().equals(new Status(state))
                && message.message().parent().isEmpty());
  }

  /** Everything that comes from one request, up to its idle and its reply, in order. */
  public List<Received> awaitAll(String messageId) throws Exception {
    List<Received> all = new ArrayList<>();
    boolean idle = false;
    boolean replied = false;
    while (!idle || !replied) {
      Received next = await("end of " + messageId, message -> message.isChildOf(messageId));
      all.add(next);
      idle |= next.message().content().equals(Status.idle());
      replied |= next.channel() != Channel.IOPUB && next.type().endsWith("_reply");
    }
    return all;
  }

  /** Runs code and tells what it printed. */
  public String run(String code) throws Exception {
    return text(awaitAll(execute(code)));
  }

  public static String text(List<Received> messages) {
    StringBuilder text = new StringBuilder();
    for (Received message : messages) {
      if (message.message().content() instanceof StreamOutput stream) {
        text.append(stream.text());
      }
    }
    return text.toString();
  }

  /** What has come and was not taken. */
  public List<Received> rest() {
    List<Received> rest = new ArrayList<>();
    received.drainTo(rest);
    return rest;
  }

  public Closed awaitClose() throws Exception {
    return closed.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
  }

  public boolean isOpen() {
    return !closed.isDone();
  }

  /** Lets a deaf client read. */
  public void listen() {
    socket().request(Long.MAX_VALUE);
  }

  /** Breaks the connection without a word. */
  public void abort() {
    socket().abort();
  }

  /** Says goodbye and waits until the server has. */
  @Override
  public void close() throws Exception {
    if (isOpen()) {
      socket()
          .sendClose(WebSocket.NORMAL_CLOSURE, "")
          .exceptionally(broken -> socket())
          .thenRun(() -> socket().request(Long.MAX_VALUE))
          .get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
      awaitClose();
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final boolean reads;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Listener(boolean reads) {
      this.reads = reads;
    }

    @Override
    public void onOpen(WebSocket webSocket) {
      if (reads) {
        webSocket.request(Long.MAX_VALUE);
      }
    }

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        String frame = text.toString();
        text.setLength(0);
        take(() -> WebSocketJsonFrames.split(frame));
      }
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(
        WebSocket webSocket, ByteBuffer data, boolean last) {
      byte[] part = new byte[data.remaining()];
      data.get(part);
      bytes.writeBytes(part);
      if (last) {
        ByteBuffer frame = ByteBuffer.wrap(bytes.toByteArray());
        bytes.reset();
        take(() -> v1 ? WebSocketV1Frames.split(frame) : WebSocketJsonFrames.split(frame));
      }
      return null;
    }

    private void take(Frame frame) {
      try {
        ChannelMessage message = frame.split();
        received.add(new Received(message.channel(), codec.decode(message.message())));
      } catch (MalformedMessageException e) {
        closed.completeExceptionally(e);
      }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
      closed.complete(new Closed(code, reason));
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      closed.complete(new Closed(1006, String.valueOf(error.getMessage())));
    }
  }

  private interface Frame {
    ChannelMessage split() throws MalformedMessageException;
  }
}
