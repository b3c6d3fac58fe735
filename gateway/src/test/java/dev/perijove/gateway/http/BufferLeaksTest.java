package dev.perijove.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BufferLeaksTest {
  @BeforeEach
  void everyBufferIsTracked() throws InterruptedException {
    assumeTrue(
        ResourceLeakDetector.getLevel() == ResourceLeakDetector.Level.PARANOID
            && NotingLeakDetector.class
                .getName()
                .equals(System.getProperty("io.netty.customResourceLeakDetector")),
        "the build sets the leak detector");
    collect();
    NotingLeakDetector.LEAKS.clear();
  }

  /**
   * Has the collector run for certain, and Netty look at what it found. The JVM hands references on
   * one collection after the other: when the canary of a later one has arrived, so has whatever was
   * found in an earlier one.
   */
  private static void collect() throws InterruptedException {
    for (int round = 0; round < 3; round++) {
      ReferenceQueue<Object> collected = new ReferenceQueue<>();
      WeakReference<Object> canary = new WeakReference<>(new Object(), collected);
      do {
        System.gc();
      } while (collected.remove(100) != canary);
      ByteBufAllocator.DEFAULT.buffer(16).release();
    }
  }

  private static void leak() {
    ByteBuf lost = ByteBufAllocator.DEFAULT.buffer(64);
    lost.writeLong(1);
  }

  @Test
  void a_buffer_that_nobody_releases_is_noticed() throws InterruptedException {
    leak();
    collect();

    assertThat(NotingLeakDetector.LEAKS).isNotEmpty();
  }

  @Test
  void requests_answers_and_websockets_release_every_buffer() throws Exception {
    Router.Builder routes =
        Router.builder()
            .put("/echo", request -> Response.bytes("text/plain", request.body()))
            .get(
                "/broken",
                request -> {
                  throw new IOException("broken");
                })
            .webSocket(
                "/socket", request -> new WebSocketAcceptance(Optional.empty(), new Swallow()));
    try (TestServer server =
        TestServer.start(
            routes, config -> config.withLimits(config.limits().withBodyBytes(200_000)))) {
      for (int size : new int[] {0, 10, 100_000, 300_000, 3_000_000}) {
        server.send(server.request("/echo").PUT(BodyPublishers.ofByteArray(new byte[size])));
        server.send(server.request("/nowhere").PUT(BodyPublishers.ofByteArray(new byte[size])));
      }
      server.get("/broken");
      server.raw("GET / HTTP/1.1\r\nHost: x\r\n\r\nNONSENSE\r\n\r\n");
      try (Socket gone = server.connect()) {
        String half = "PUT /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\nxxx";
        gone.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
      }
      WebSocket socket =
          server
              .client()
              .newWebSocketBuilder()
              .buildAsync(
                  URI.create(server.uri("/socket").toString().replaceFirst("http", "ws")),
                  new WebSocket.Listener() {})
              .get(20, TimeUnit.SECONDS);
      socket.sendBinary(ByteBuffer.allocate(70_000), true).get(20, TimeUnit.SECONDS);
      socket.sendPing(ByteBuffer.allocate(10)).get(20, TimeUnit.SECONDS);
      socket.sendText("half", false).get(20, TimeUnit.SECONDS);
    }
    collect();

    assertThat(NotingLeakDetector.LEAKS).isEmpty();
  }

  private static final class Swallow extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ReferenceCountUtil.release(message);
    }
  }
}
