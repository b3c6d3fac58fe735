package dev.perijove.gateway.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.connection.ConnectionInfo;
import dev.perijove.protocol.connection.Transport;
import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.ExecuteRequest;
import dev.perijove.protocol.content.InputReply;
import dev.perijove.protocol.content.InterruptRequest;
import dev.perijove.protocol.wire.MessageCodec;
import dev.perijove.protocol.zmq.SocketLoop;
import dev.perijove.protocol.zmq.SocketOptions;
import dev.perijove.protocol.zmq.SocketType;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A kernel that hears its control and stdin channels and takes nothing on shell. */
@SuppressWarnings("NullAway.Init") // set before each test
class BusyKernelTest {

  /** Nobody listens on a port that is reserved. */
  private static final int NOBODY = 1;

  private final SocketLoop loop = SocketLoop.start("busy-kernel");
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final BlockingQueue<String> control = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> stdin = new LinkedBlockingQueue<>();
  private final MessageCodec codec = new MessageCodec();
  private KernelChannels channels;
  private KernelClient kernel;
  private final EmbeddedChannel socket = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
  private KernelConnection connection;

  @BeforeEach
  void connect() throws Exception {
    ConnectionInfo info =
        new ConnectionInfo(
            Transport.TCP,
            "127.0.0.1",
            NOBODY,
            NOBODY,
            listen(stdin),
            listen(control),
            NOBODY,
            "key",
            "hmac-sha256",
            Optional.empty(),
            Map.of());
    kernel = KernelClient.connect(loop, info, timer, (channel, message, routing) -> {});
    channels = KernelChannels.of("1", ChannelLimits.defaults(), () -> "busy");
    connection =
        new KernelConnection(
            socket.pipeline().firstContext(), ClientProtocol.V1, channels, Optional.of("a"));
    connection.open();
    channels.ready(kernel);
  }

  private int listen(BlockingQueue<String> heard) throws Exception {
    return URI.create(
            loop.bind(
                    SocketType.ROUTER,
                    SocketOptions.defaults(),
                    "tcp://127.0.0.1:*",
                    frames -> frames.forEach(f -> heard.add(new String(f, StandardCharsets.UTF_8))))
                .endpoint())
        .getPort();
  }

  @AfterEach
  void stop() {
    kernel.close();
    loop.close();
    timer.shutdownNow();
  }

  private void send(Channel channel, Content content) throws Exception {
    var message = codec.encode(Message.of("a", content));
    channels.send(connection, channel, message, codec.route(message));
  }

  private static void awaitHeard(BlockingQueue<String> heard, String part) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    String frame = "";
    while (!frame.contains(part)) {
      frame = heard.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      assertThat(frame).as("a frame with " + part).isNotNull();
    }
  }

  @Test
  void an_answer_and_an_interrupt_pass_the_cells_that_wait() throws Exception {
    for (int cell = 0; channels.load().waitingRequests() == 0; cell++) {
      assertThat(cell).isLessThan(10_000);
      send(Channel.SHELL, ExecuteRequest.of("1"));
    }

    send(Channel.STDIN, InputReply.of("Ada"));
    send(Channel.CONTROL, new InterruptRequest());

    awaitHeard(stdin, "Ada");
    awaitHeard(control, "interrupt_request");
    assertThat(channels.load().waitingRequests()).isEqualTo(1);
  }

  @Test
  void a_client_that_was_stopped_is_read_again_when_its_cells_are_refused() throws Exception {
    for (int cell = 0; channels.load().stoppedClients() == 0; cell++) {
      assertThat(cell).isLessThan(10_000);
      send(Channel.SHELL, ExecuteRequest.of("1"));
    }
    assertThat(socket.config().isAutoRead()).isFalse();

    channels.dead("it ended");
    socket.runPendingTasks();

    assertThat(socket.config().isAutoRead()).isTrue();
    assertThat(channels.load().stoppedClients()).isZero();
    assertThat(channels.load().waitingRequests()).isZero();
  }
}
