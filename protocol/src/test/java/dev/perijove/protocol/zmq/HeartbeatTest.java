package dev.perijove.protocol.zmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HeartbeatTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final SocketLoop kernel = SocketLoop.start("test-kernel");
  private final SocketLoop client = SocketLoop.start("test-client");

  @AfterEach
  void close() {
    client.close();
    kernel.close();
  }

  @Test
  void a_kernel_that_echoes_is_alive() throws Exception {
    CompletableFuture<ChannelSocket> echo = new CompletableFuture<>();
    echo.complete(listen(frames -> echo.join().offer(frames)));

    try (Heartbeat heartbeat = Heartbeat.connect(client, echo.join().endpoint())) {
      assertThat(heartbeat.ping(LONG).get(10, TimeUnit.SECONDS)).isLessThan(LONG);
      assertThat(heartbeat.ping(LONG).get(10, TimeUnit.SECONDS)).isLessThan(LONG);
    }
  }

  @Test
  void silence_is_a_timeout_and_does_not_spoil_the_next_beat() throws Exception {
    CompletableFuture<ChannelSocket> echo = new CompletableFuture<>();
    List<byte[]> swallowed = new ArrayList<>();
    echo.complete(
        listen(
            frames -> {
              if (swallowed.isEmpty()) {
                swallowed.addAll(frames);
              } else {
                echo.join().offer(frames);
              }
            }));

    try (Heartbeat heartbeat = Heartbeat.connect(client, echo.join().endpoint())) {
      assertThatThrownBy(() -> heartbeat.ping(Duration.ofMillis(200)).get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TimeoutException.class);
      assertThat(heartbeat.ping(LONG).get(10, TimeUnit.SECONDS)).isLessThan(LONG);
    }
  }

  @Test
  void too_many_open_beats_fail_at_once() throws Exception {
    ChannelSocket silent = listen(frames -> {});
    try (Heartbeat heartbeat = Heartbeat.connect(client, silent.endpoint())) {
      List<CompletableFuture<Duration>> pings = new ArrayList<>();
      for (int i = 0; i < 17; i++) {
        pings.add(heartbeat.ping(LONG));
      }
      assertThat(pings.get(16)).isCompletedExceptionally();
      assertThat(pings.get(0)).isNotDone();
    }
  }

  private ChannelSocket listen(FramesHandler onFrames) throws SocketException {
    return kernel.bind(SocketType.ROUTER, SocketOptions.defaults(), "tcp://127.0.0.1:*", onFrames);
  }
}
