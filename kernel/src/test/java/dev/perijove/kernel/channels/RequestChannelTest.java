package dev.perijove.kernel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.content.InterruptReply;
import dev.perijove.protocol.content.KernelInfoRequest;
import dev.perijove.protocol.zmq.ZmqContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RequestChannelTest {
  private static final int TOTAL = 3_000;

  /** The one that is handled, and as many as may wait. */
  private static final int MOST = 1 + 1_024;

  private final ZmqContext context = ZmqContext.create();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final List<Long> handled = new ArrayList<>();
  private KernelWire wire;

  @BeforeEach
  void open() throws Exception {
    wire = TestPeer.freeWire(context);
  }

  @AfterEach
  void close() {
    gate.countDown();
    context.close();
  }

  @Test
  void a_full_channel_is_not_read_until_there_is_room_and_loses_nothing() throws Exception {
    try (RequestChannel shell = RequestChannel.open(wire, Channel.SHELL, this::handleBehindGate);
        TestPeer peer = TestPeer.connect(wire, Channel.SHELL)) {
      shell.serve();
      peer.send(request());
      begun.await();

      for (int i = 1; i < TOTAL; i++) {
        peer.send(request());
      }
      while (shell.lastReceived() < MOST) {
        Thread.onSpinWait();
      }
      answerOftenOnControl();
      assertThat(shell.lastReceived()).isEqualTo(MOST);

      gate.countDown();
      done.await();
      assertThat(handled).isEqualTo(LongStream.rangeClosed(1, TOTAL).boxed().toList());
    }
  }

  /** Time enough to read one more request, and a proof that a full shell stops nobody else. */
  private void answerOftenOnControl() throws Exception {
    CompletableFuture<RequestChannel> opened = new CompletableFuture<>();
    try (RequestChannel control =
            RequestChannel.open(
                wire, Channel.CONTROL, incoming -> answer(opened.join(), incoming));
        TestPeer peer = TestPeer.connect(wire, Channel.CONTROL)) {
      opened.complete(control);
      control.serve();
      for (int i = 0; i < 20; i++) {
        peer.send(request());
        assertThat(peer.next().content()).isInstanceOf(InterruptReply.Ok.class);
      }
    }
  }

  private void handleBehindGate(Incoming incoming) throws InterruptedException {
    begun.countDown();
    gate.await();
    handled.add(incoming.number());
    if (incoming.number() == TOTAL) {
      done.countDown();
    }
  }

  private void answer(RequestChannel channel, Incoming incoming) throws InterruptedException {
    channel.reply(
        Message.of(wire.session(), new InterruptReply.Ok())
            .withIdentities(incoming.message().identities()));
  }

  private static Message<?> request() {
    return Message.of("peer", new KernelInfoRequest());
  }
}
