package dev.perijove.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebSocketTest {
  /** Sends back what it gets; "close" closes, "fail" fails. */
  private static final class Echo extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final CompletableFuture<Void> closed;

    Echo(CompletableFuture<Void> closed) {
      this.closed = closed;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      if (frame instanceof TextWebSocketFrame text && text.text().equals("close")) {
        context.writeAndFlush(new CloseWebSocketFrame(4001, "as you wish"));
      } else if (frame instanceof TextWebSocketFrame text && text.text().equals("fail")) {
        throw new IllegalStateException("told to fail");
      } else {
        context.writeAndFlush(frame.retain());
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      closed.complete(null);
    }
  }

  /** A client that notes what comes. */
  private static final class Ears implements WebSocket.Listener {
    final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> binaries = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        texts.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      binaries.add(bytes);
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      closed.complete(status);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      closed.completeExceptionally(error);
    }
  }

  private final CompletableFuture<Void> handlerClosed = new CompletableFuture<>();

  private Router.Builder echo() {
    return Router.builder()
        .webSocket(
            "/socket",
            request ->
                new WebSocketAcceptance(
                    request.subprotocols().stream().filter("v1.test"::equals).findFirst(),
                    new Echo(handlerClosed)))
        .webSocket(
            "/refused",
            request -> {
              throw Problem.notFound("No such kernel");
            });
  }

  private static WebSocket open(TestServer server, Ears ears, String path, String... subprotocols)
      throws Exception {
    WebSocket.Builder builder = server.client().newWebSocketBuilder();
    if (subprotocols.length == 1) {
      builder.subprotocols(subprotocols[0]);
    } else if (subprotocols.length > 1) {
      builder.subprotocols(
          subprotocols[0], Arrays.copyOfRange(subprotocols, 1, subprotocols.length));
    }
    String uri = server.uri(path).toString().replaceFirst("^http", "ws");
    return builder.buildAsync(URI.create(uri), ears).get(20, TimeUnit.SECONDS);
  }

  @Test
  void messages_go_to_the_handler_and_back() throws Exception {
    try (TestServer server = TestServer.start(echo())) {
      Ears ears = new Ears();
      WebSocket socket = open(server, ears, "/socket");

      socket.sendText("hello ", false).get(20, TimeUnit.SECONDS);
      socket.sendText("world", true).get(20, TimeUnit.SECONDS);
      socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).get(20, TimeUnit.SECONDS);

      assertThat(ears.texts.poll(20, TimeUnit.SECONDS)).isEqualTo("hello world");
      assertThat(ears.binaries.poll(20, TimeUnit.SECONDS)).containsExactly(1, 2, 3);
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(20, TimeUnit.SECONDS);
      assertThat(ears.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1000);
      handlerClosed.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void a_subprotocol_is_spoken_only_if_the_route_chose_it() throws Exception {
    try (TestServer server = TestServer.start(echo())) {
      assertThat(open(server, new Ears(), "/socket", "other", "v1.test").getSubprotocol())
          .isEqualTo("v1.test");
      assertThat(open(server, new Ears(), "/socket").getSubprotocol()).isEmpty();
      try (Handshake unknown =
          handshake(server, "/socket", "Sec-WebSocket-Protocol: unknown\r\n")) {
        assertThat(unknown.head)
            .startsWith("HTTP/1.1 101 ")
            .doesNotContainIgnoringCase("protocol:");
      }
    }
  }

  @Test
  void a_route_that_refuses_answers_the_handshake_with_its_problem() throws Exception {
    try (TestServer server = TestServer.start(echo())) {
      assertThatThrownBy(() -> open(server, new Ears(), "/refused"))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfSatisfying(
              WebSocketHandshakeException.class,
              refusal -> assertThat(refusal.getResponse().statusCode()).isEqualTo(404));
    }
  }

  @Test
  void a_plain_get_is_told_to_upgrade() throws Exception {
    try (TestServer server = TestServer.start(echo())) {
      HttpResponse<String> answer = server.get("/socket");

      assertThat(answer.statusCode()).isEqualTo(426);
      assertThat(answer.headers().firstValue("Upgrade")).contains("websocket");
    }
  }

  @Test
  void a_handler_closes_with_a_close_frame_and_one_that_fails_closes_with_1011() throws Exception {
    try (TestServer server = TestServer.start(echo())) {
      Ears closing = new Ears();
      open(server, closing, "/socket").sendText("close", true);
      Ears failing = new Ears();
      open(server, failing, "/socket").sendText("fail", true);

      assertThat(closing.closed.get(20, TimeUnit.SECONDS)).isEqualTo(4001);
      assertThat(failing.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1011);
    }
  }

  @Test
  void a_message_beyond_the_limit_closes_with_1009_whether_in_one_frame_or_many() throws Exception {
    UnaryOperator<HttpServerConfig> small =
        config -> config.withLimits(config.limits().withWebSocketMessageBytes(1000));
    try (TestServer server = TestServer.start(echo(), small)) {
      Ears oneFrame = new Ears();
      open(server, oneFrame, "/socket").sendText("x".repeat(1001), true);
      Ears fragments = new Ears();
      WebSocket socket = open(server, fragments, "/socket");
      socket.sendText("x".repeat(900), false).get(20, TimeUnit.SECONDS);
      socket.sendText("x".repeat(900), true).get(20, TimeUnit.SECONDS);

      assertThat(oneFrame.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1009);
      assertThat(fragments.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1009);
    }
  }

  @Test
  void a_peer_that_answers_pings_stays_and_one_that_does_not_is_closed() throws Exception {
    UnaryOperator<HttpServerConfig> hasty =
        config ->
            config.withTimeouts(
                config.timeouts().withPings(Duration.ofMillis(50), Duration.ofMillis(2000)));
    try (TestServer server = TestServer.start(echo(), hasty)) {
      Ears ears = new Ears();
      WebSocket alive = open(server, ears, "/socket");
      try (Handshake dead = handshake(server, "/socket", "")) {
        // Reads pings and answers none, until the server gives up.
        assertThat(dead.socket.getInputStream().readAllBytes()).startsWith((byte) 0x89, (byte) 0);
      }

      alive.sendText("still here", true).get(20, TimeUnit.SECONDS);
      assertThat(ears.texts.poll(20, TimeUnit.SECONDS)).isEqualTo("still here");
    }
  }

  @Test
  void stopping_the_server_closes_with_1012_so_that_clients_come_back() throws Exception {
    TestServer server = TestServer.start(echo());
    Ears ears = new Ears();
    open(server, ears, "/socket");

    server.close();

    assertThat(ears.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1012);
  }

  @Test
  void a_frame_that_breaks_the_protocol_closes_with_1002() throws Exception {
    try (TestServer server = TestServer.start(echo());
        Handshake client = handshake(server, "/socket", "")) {
      // A text frame without the mask that clients must use.
      client.socket.getOutputStream().write(new byte[] {(byte) 0x81, 1, 'x'});
      client.socket.getOutputStream().flush();

      DataInputStream in = new DataInputStream(client.socket.getInputStream());
      assertThat(in.readUnsignedByte()).isEqualTo(0x88);
      in.readUnsignedByte();
      assertThat(in.readUnsignedShort()).isEqualTo(1002);
    }
  }

  /** A socket after a handshake, for what Java's client would not do. */
  private static final class Handshake implements AutoCloseable {
    final Socket socket;
    final String head;

    Handshake(Socket socket, String head) {
      this.socket = socket;
      this.head = head;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static Handshake handshake(TestServer server, String path, String fields)
      throws IOException {
    Socket socket = server.connect();
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + fields
            + "\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return new Handshake(socket, head.toString());
  }
}
