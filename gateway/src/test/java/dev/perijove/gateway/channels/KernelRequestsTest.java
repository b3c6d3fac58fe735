package dev.perijove.gateway.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.gateway.channels.KernelRequests.Fate;
import dev.perijove.gateway.channels.RequestQueue.Waiting;
import dev.perijove.protocol.Channel;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.wire.Routing;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of requests while there is no process to take them. */
class KernelRequestsTest {

  private static final byte[] EMPTY = "{}".getBytes(UTF_8);
  private static final ChannelLimits LIMITS = ChannelLimits.defaults().withWaiting(2, 1 << 20);

  private final KernelRequests requests = new KernelRequests(LIMITS);
  private final KernelConnection first = connection();
  private final KernelConnection second = connection();

  private static KernelConnection connection() {
    EmbeddedChannel socket = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
    return new KernelConnection(
        socket.pipeline().firstContext(),
        ClientProtocol.V1,
        KernelChannels.of("1", LIMITS, () -> "idle"),
        Optional.empty());
  }

  private Fate take(KernelConnection connection, Channel channel) {
    RawMessage message = new RawMessage(List.of(), EMPTY, EMPTY, EMPTY, EMPTY, List.of());
    Routing routing =
        new Routing(
            "execute_request",
            "1",
            "a",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Waiting request =
        new Waiting(channel, message, routing, new ClientQueue("a", 0, System::nanoTime));
    return requests.take(connection, request, Optional.empty(), List.of());
  }

  @Test
  void who_fills_a_queue_is_among_the_stopped_at_once_so_that_nobody_can_miss_to_resume_it() {
    assertThat(take(first, Channel.SHELL)).isEqualTo(Fate.TAKEN);
    assertThat(take(first, Channel.SHELL)).isEqualTo(Fate.TAKEN_AND_STOPPED);
    assertThat(requests.stopped()).isEqualTo(1);
    assertThat(requests.resumed()).isEmpty();

    assertThat(requests.giveUp()).hasSize(2);

    assertThat(requests.resumed()).containsExactly(first);
    assertThat(requests.resumed()).isEmpty();
  }

  @Test
  void a_full_channel_fills_no_other() {
    take(first, Channel.SHELL);
    take(first, Channel.SHELL);

    assertThat(take(second, Channel.CONTROL)).isEqualTo(Fate.TAKEN);
    assertThat(take(second, Channel.STDIN)).isEqualTo(Fate.TAKEN);
    assertThat(requests.stopped()).isEqualTo(1);
  }

  @Test
  void however_many_connections_come_no_more_than_twice_the_bound_waits() {
    take(connection(), Channel.SHELL);
    for (int i = 0; i < 3; i++) {
      assertThat(take(connection(), Channel.SHELL)).isNotEqualTo(Fate.REFUSED);
    }

    assertThat(take(connection(), Channel.SHELL)).isEqualTo(Fate.REFUSED);
    assertThat(requests.waiting()).isEqualTo(4);
  }
}
