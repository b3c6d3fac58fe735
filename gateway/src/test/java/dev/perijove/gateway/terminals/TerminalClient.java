package dev.perijove.gateway.terminals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.gateway.TestGateway;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody at a terminal, as JupyterLab connects him; what is printed waits in a queue. */
final class TerminalClient implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int LONGEST_SOUGHT = 1000;

  private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder screen = new StringBuilder();
  private final WebSocket socket;
  private int searched;

  private TerminalClient(TestGateway gateway, String name, String token, boolean reads)
      throws Exception {
    URI uri = gateway.uri("/terminals/websocket/" + name + "?token=" + token);
    socket =
        gateway
            .client()
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws" + uri.toString().substring(4)), new Listener(reads))
            .get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Connects, and has heard the first frame. */
  static TerminalClient connect(TestGateway gateway, String name) throws Exception {
    return connect(gateway, name, gateway.gateway().token());
  }

  static TerminalClient connect(TestGateway gateway, String name, String token) throws Exception {
    TerminalClient client = new TerminalClient(gateway, name, token, true);
    client.awaitSetup();
    return client;
  }

  /** Connects, and does not read before {@link #listen}. */
  static TerminalClient connectDeaf(TestGateway gateway, String name) throws Exception {
    return new TerminalClient(gateway, name, gateway.gateway().token(), false);
  }

  void awaitSetup() throws Exception {
    assertThat(next().toString()).isEqualTo("[\"setup\",{}]");
  }

  void listen() {
    socket.request(Long.MAX_VALUE);
  }

  /** Types a line. */
  void line(String command) throws Exception {
    send(List.of("stdin", command + "\r"));
  }

  void resize(int rows, int columns) throws Exception {
    send(List.of("set_size", rows, columns, rows * 17, columns * 9));
  }

  void send(List<?> frame) throws Exception {
    sendRaw(JsonMapper.shared().writeValueAsString(frame));
  }

  void sendRaw(String frame) throws Exception {
    socket.sendText(frame, true).get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
  }

  private JsonNode next() throws Exception {
    JsonNode frame = frames.poll(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    if (frame == null) {
      throw new AssertionError("Nothing more came after: " + screen);
    }
    return frame;
  }

  /** Reads on until a pattern shows behind the last one, and tells its first group. */
  String await(String regex) throws Exception {
    Pattern wanted = Pattern.compile(regex);
    while (true) {
      Matcher matcher = wanted.matcher(screen);
      if (matcher.find(searched)) {
        searched = matcher.end();
        return matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
      }
      // Nothing we look for is longer, and megabytes are not searched again for every frame.
      searched = Math.max(searched, screen.length() - LONGEST_SOUGHT);
      JsonNode frame = next();
      if (!frame.path(0).stringValue().equals("stdout")) {
        throw new AssertionError(frame + " came after: " + screen);
      }
      screen.append(frame.path(1).stringValue());
    }
  }

  /** Everything printed so far that was read. */
  String screen() {
    return screen.toString();
  }

  /** Reads on until the terminal has ended. */
  void awaitDisconnect() throws Exception {
    JsonNode frame = next();
    while (frame.path(0).stringValue().equals("stdout")) {
      frame = next();
    }
    assertThat(frame.toString()).isEqualTo("[\"disconnect\",1]");
  }

  /** The code the server closed with. */
  int awaitClose() throws Exception {
    return closed.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void close() throws Exception {
    if (!closed.isDone()) {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
      listen();
      awaitClose();
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final boolean reads;
    private final StringBuilder text = new StringBuilder();

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
        frames.add(JsonMapper.shared().readTree(text.toString()));
        text.setLength(0);
      }
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      closed.completeExceptionally(error);
    }
  }
}
