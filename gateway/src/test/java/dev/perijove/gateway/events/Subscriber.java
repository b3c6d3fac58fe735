package dev.perijove.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.gateway.TestGateway;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client on {@code /api/events/subscribe}; what it receives waits in a queue. */
final class Subscriber implements WebSocket.Listener, AutoCloseable {
  private static final long SECONDS = 30;

  private final boolean reads;
  private final StringBuilder text = new StringBuilder();
  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private @Nullable WebSocket socket;

  private Subscriber(boolean reads) {
    this.reads = reads;
  }

  static Subscriber open(TestGateway gateway) throws Exception {
    return open(gateway, true);
  }

  /** Subscribes, and never reads. */
  static Subscriber openDeaf(TestGateway gateway) throws Exception {
    return open(gateway, false);
  }

  private static Subscriber open(TestGateway gateway, boolean reads) throws Exception {
    Subscriber subscriber = new Subscriber(reads);
    URI http = gateway.uri("/api/events/subscribe");
    subscriber.socket =
        gateway
            .client()
            .newWebSocketBuilder()
            .header("Authorization", "token " + gateway.gateway().token())
            .buildAsync(URI.create(http.toString().replaceFirst("^http", "ws")), subscriber)
            .get(SECONDS, TimeUnit.SECONDS);
    return subscriber;
  }

  /** The next event. */
  JsonNode next() throws Exception {
    JsonNode event = events.poll(SECONDS, TimeUnit.SECONDS);
    assertThat(event).as("an event").isNotNull();
    return event == null ? JsonMapper.shared().nullNode() : event;
  }

  /** The code the server closes with. */
  int closeCode() throws Exception {
    return closed.get(SECONDS, TimeUnit.SECONDS);
  }

  void listen() {
    if (socket != null) {
      socket.request(Long.MAX_VALUE);
    }
  }

  @Override
  public void onOpen(WebSocket opened) {
    if (reads) {
      opened.request(Long.MAX_VALUE);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      events.add(JsonMapper.shared().readTree(text.toString()));
      text.setLength(0);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.completeExceptionally(error);
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
  }
}
