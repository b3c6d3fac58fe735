package dev.perijove.protocol.zmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SocketLoopTest {
  private static final String ANY_PORT = "tcp://127.0.0.1:*";

  private final SocketLoop kernel = SocketLoop.start("test-kernel");
  private final SocketLoop client = SocketLoop.start("test-client");

  @AfterEach
  void close() {
    client.close();
    kernel.close();
  }

  @Test
  void a_message_of_several_frames_arrives_whole_and_its_answer_finds_the_way_back()
      throws Exception {
    CompletableFuture<ChannelSocket> router = new CompletableFuture<>();
    router.complete(
        kernel.bind(
            SocketType.ROUTER,
            SocketOptions.defaults(),
            ANY_PORT,
            frames ->
                router.join().offer(List.of(frames.get(0), bytes("re: " + text(frames, 2))))));
    Inbox inbox = new Inbox();
    ChannelSocket dealer =
        client.connect(
            SocketType.DEALER,
            SocketOptions.defaults().withIdentity(bytes("me")),
            router.join().endpoint(),
            inbox);

    dealer.offer(List.of(bytes("one"), bytes("two")));

    assertThat(inbox.next()).containsExactly("re: two");
  }

  @Test
  void messages_of_many_threads_all_arrive_and_each_thread_keeps_its_order() throws Exception {
    Inbox inbox = new Inbox();
    ChannelSocket router =
        kernel.bind(SocketType.ROUTER, SocketOptions.defaults(), ANY_PORT, inbox);
    ChannelSocket dealer =
        client.connect(
            SocketType.DEALER,
            SocketOptions.defaults().withOutboxCapacity(8),
            router.endpoint(),
            new Inbox());

    List<Thread> threads = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      threads.add(sender(dealer, name, 500));
    }
    List<String> received = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      received.add(inbox.next().get(1));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    for (String name : List.of("a", "b", "c")) {
      List<String> ofOne = received.stream().filter(text -> text.startsWith(name)).toList();
      List<String> sent = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        sent.add(name + i);
      }
      assertThat(ofOne).isEqualTo(sent);
    }
  }

  @Test
  void a_full_outbox_refuses_and_calls_back_when_there_is_room() throws Exception {
    String endpoint = "tcp://127.0.0.1:" + freePort();
    SocketOptions tiny = SocketOptions.defaults().withOutboxCapacity(4).withPeerCapacity(1);
    ChannelSocket dealer = client.connect(SocketType.DEALER, tiny, endpoint, new Inbox());
    int accepted = 0;
    CountDownLatch room = new CountDownLatch(1);
    while (dealer.offer(List.of(bytes("x")))) {
      accepted++;
      assertThat(accepted).isLessThan(100);
    }
    dealer.onRoom(room::countDown);

    // the peer appears only now
    Inbox inbox = new Inbox();
    kernel.bind(SocketType.ROUTER, SocketOptions.defaults(), endpoint, inbox);

    assertThat(room.await(10, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < accepted; i++) {
      assertThat(inbox.next()).hasSize(2);
    }
  }

  @Test
  void a_paused_socket_reads_nothing_until_it_is_resumed() throws Exception {
    Inbox inbox = new Inbox();
    ChannelSocket router =
        kernel.bind(SocketType.ROUTER, SocketOptions.defaults(), ANY_PORT, inbox);
    ChannelSocket dealer =
        client.connect(SocketType.DEALER, SocketOptions.defaults(), router.endpoint(), new Inbox());
    dealer.offer(List.of(bytes("first")));
    assertThat(inbox.next()).contains("first");

    router.pauseReading();
    dealer.offer(List.of(bytes("second")));
    // another socket of the same loop is served meanwhile, so the loop had its chance
    exchangeOnAnotherSocketOfTheKernel();
    assertThat(inbox.isEmpty()).isTrue();

    router.resumeReading();
    assertThat(inbox.next()).contains("second");
  }

  @Test
  void every_subscriber_is_told_to_the_publisher_and_gets_what_is_published() throws Exception {
    Inbox subscriptions = new Inbox();
    ChannelSocket xpub =
        kernel.bind(SocketType.XPUB, SocketOptions.defaults(), ANY_PORT, subscriptions);
    Inbox one = new Inbox();
    Inbox two = new Inbox();
    subscribe(xpub, one);
    subscribe(xpub, two);
    assertThat(subscriptions.next()).containsExactly("\u0001");
    assertThat(subscriptions.next()).containsExactly("\u0001");

    xpub.offer(List.of(bytes("topic"), bytes("news")));

    assertThat(one.next()).containsExactly("topic", "news");
    assertThat(two.next()).containsExactly("topic", "news");
  }

  @Test
  void a_publisher_waits_for_a_slow_subscriber_and_loses_nothing() throws Exception {
    Inbox subscriptions = new Inbox();
    SocketOptions tiny = SocketOptions.defaults().withPeerCapacity(2).withOutboxCapacity(2);
    ChannelSocket xpub = kernel.bind(SocketType.XPUB, tiny, ANY_PORT, subscriptions);
    Inbox inbox = new Inbox();
    ChannelSocket sub =
        client.connect(
            SocketType.SUB,
            SocketOptions.defaults().withSubscribeAll().withPeerCapacity(2),
            xpub.endpoint(),
            inbox);
    subscriptions.next();
    sub.pauseReading();
    Thread sender = sender(xpub, "x".repeat(100_000), 300);
    exchangeOnAnotherSocketOfTheKernel();
    sub.resumeReading();

    for (int i = 0; i < 300; i++) {
      assertThat(inbox.next().get(0)).endsWith("x" + i);
    }
    sender.join();
    assertThat(xpub.dropped()).isZero();
  }

  @Test
  void a_subscriber_that_never_reads_loses_messages_and_the_others_do_not() throws Exception {
    Inbox subscriptions = new Inbox();
    SocketOptions impatient =
        SocketOptions.defaults()
            .withPeerCapacity(2)
            .withOutboxCapacity(2)
            .withStallPatience(Duration.ofSeconds(1));
    ChannelSocket xpub = kernel.bind(SocketType.XPUB, impatient, ANY_PORT, subscriptions);
    Inbox reading = new Inbox();
    ChannelSocket stuck =
        client.connect(
            SocketType.SUB,
            SocketOptions.defaults().withSubscribeAll().withPeerCapacity(2),
            xpub.endpoint(),
            new Inbox());
    stuck.pauseReading();
    subscriptions.next();
    subscribe(xpub, reading);
    subscriptions.next();

    Thread sender = sender(xpub, "x".repeat(100_000), 300);

    for (int i = 0; i < 300; i++) {
      assertThat(reading.next().get(0)).endsWith("x" + i);
    }
    sender.join();
    assertThat(xpub.dropped()).isPositive();
  }

  @Test
  void a_message_longer_than_the_limit_is_not_delivered_and_the_next_one_is() throws Exception {
    Inbox inbox = new Inbox();
    ChannelSocket router =
        kernel.bind(
            SocketType.ROUTER, SocketOptions.defaults().withMaxMessageBytes(1000), ANY_PORT, inbox);
    ChannelSocket dealer =
        client.connect(
            SocketType.DEALER,
            SocketOptions.defaults().withIdentity(bytes("me")),
            router.endpoint(),
            new Inbox());

    dealer.offer(List.of(new byte[600], new byte[600]));
    dealer.offer(List.of(bytes("short")));

    assertThat(inbox.next()).containsExactly("me", "short");
  }

  @Test
  void a_client_that_speaks_no_zeromq_does_no_harm() throws Exception {
    Inbox inbox = new Inbox();
    ChannelSocket router =
        kernel.bind(SocketType.ROUTER, SocketOptions.defaults(), ANY_PORT, inbox);
    int port =
        Integer.parseInt(router.endpoint().substring(router.endpoint().lastIndexOf(':') + 1));
    try (Socket stranger = new Socket()) {
      stranger.connect(new InetSocketAddress("127.0.0.1", port));
      stranger.getOutputStream().write(bytes("GET / HTTP/1.1\r\nHost: here\r\n\r\n"));
      stranger.getOutputStream().flush();
    }
    ChannelSocket dealer =
        client.connect(SocketType.DEALER, SocketOptions.defaults(), router.endpoint(), new Inbox());

    dealer.offer(List.of(bytes("hello")));

    assertThat(inbox.next()).contains("hello");
  }

  @Test
  void a_handler_that_throws_does_not_stop_the_loop() throws Exception {
    Inbox inbox = new Inbox();
    ChannelSocket router =
        kernel.bind(
            SocketType.ROUTER,
            SocketOptions.defaults(),
            ANY_PORT,
            frames -> {
              if (text(frames, 1).equals("bad")) {
                throw new IllegalStateException("thrown by the test");
              }
              inbox.onFrames(frames);
            });
    ChannelSocket dealer =
        client.connect(SocketType.DEALER, SocketOptions.defaults(), router.endpoint(), new Inbox());

    dealer.offer(List.of(bytes("bad")));
    dealer.offer(List.of(bytes("good")));

    assertThat(inbox.next()).contains("good");
  }

  @Test
  void what_was_offered_before_closing_is_still_delivered() throws Exception {
    Inbox inbox = new Inbox();
    ChannelSocket router =
        kernel.bind(SocketType.ROUTER, SocketOptions.defaults(), ANY_PORT, inbox);
    try (SocketLoop leaving = SocketLoop.start("test-leaving")) {
      ChannelSocket dealer =
          leaving.connect(
              SocketType.DEALER, SocketOptions.defaults(), router.endpoint(), new Inbox());
      dealer.offer(List.of(bytes("last words")));
    }

    assertThat(inbox.next()).contains("last words");
  }

  @Test
  void a_closed_port_can_be_bound_again() throws Exception {
    ChannelSocket first =
        kernel.bind(SocketType.ROUTER, SocketOptions.defaults(), ANY_PORT, new Inbox());
    first.close();
    kernel.close();

    try (SocketLoop next = SocketLoop.start("test-next")) {
      ChannelSocket second =
          next.bind(SocketType.ROUTER, SocketOptions.defaults(), first.endpoint(), new Inbox());
      assertThat(second.endpoint()).isEqualTo(first.endpoint());
    }
  }

  @Test
  void a_taken_address_is_named_in_the_error() throws Exception {
    ChannelSocket first =
        kernel.bind(SocketType.ROUTER, SocketOptions.defaults(), ANY_PORT, new Inbox());

    assertThatThrownBy(
            () ->
                client.bind(
                    SocketType.ROUTER, SocketOptions.defaults(), first.endpoint(), new Inbox()))
        .isInstanceOf(SocketException.class)
        .hasMessageContaining(first.endpoint())
        .hasMessageContaining("in use");
  }

  @Test
  void ipc_and_nonsense_are_refused_with_a_reason() {
    assertThatThrownBy(
            () ->
                kernel.bind(
                    SocketType.ROUTER, SocketOptions.defaults(), "ipc:///tmp/x-1", new Inbox()))
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("use tcp");
    assertThatThrownBy(
            () ->
                kernel.connect(
                    SocketType.DEALER, SocketOptions.defaults(), "nonsense", new Inbox()))
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("nonsense");
  }

  @Test
  void a_closed_socket_and_a_closed_loop_accept_nothing() throws Exception {
    ChannelSocket router =
        kernel.bind(SocketType.ROUTER, SocketOptions.defaults(), ANY_PORT, new Inbox());
    router.close();
    kernel.close();

    assertThat(router.offer(List.of(bytes("x")))).isFalse();
    assertThat(router.send(List.of(bytes("x")))).isFalse();
    assertThatThrownBy(
            () -> kernel.bind(SocketType.ROUTER, SocketOptions.defaults(), ANY_PORT, new Inbox()))
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void loops_can_share_a_context() throws Exception {
    try (ZmqContext context = ZmqContext.create();
        SocketLoop one = SocketLoop.start("test-one", context);
        SocketLoop two = SocketLoop.start("test-two", context)) {
      Inbox inbox = new Inbox();
      ChannelSocket router = one.bind(SocketType.ROUTER, SocketOptions.defaults(), ANY_PORT, inbox);
      two.connect(SocketType.DEALER, SocketOptions.defaults(), router.endpoint(), new Inbox())
          .offer(List.of(bytes("hello")));
      assertThat(inbox.next()).contains("hello");
    }
  }

  private void subscribe(ChannelSocket xpub, Inbox inbox) throws SocketException {
    client.connect(
        SocketType.SUB, SocketOptions.defaults().withSubscribeAll(), xpub.endpoint(), inbox);
  }

  private void exchangeOnAnotherSocketOfTheKernel() throws Exception {
    Inbox inbox = new Inbox();
    ChannelSocket router =
        kernel.bind(SocketType.ROUTER, SocketOptions.defaults(), ANY_PORT, inbox);
    client
        .connect(SocketType.DEALER, SocketOptions.defaults(), router.endpoint(), new Inbox())
        .offer(List.of(bytes("marker")));
    inbox.next();
  }

  private static Thread sender(ChannelSocket socket, String prefix, int count) {
    Thread thread =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < count; i++) {
                  socket.send(List.of(bytes(prefix + i)));
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    return thread;
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(List<byte[]> frames, int index) {
    return new String(frames.get(index), UTF_8);
  }

  /** What a socket received, for a test that waits for it. */
  private static final class Inbox implements FramesHandler {
    private final BlockingQueue<List<byte[]>> messages = new LinkedBlockingQueue<>();

    @Override
    public void onFrames(List<byte[]> frames) {
      messages.add(frames);
    }

    List<String> next() throws InterruptedException {
      List<byte[]> frames = messages.poll(10, TimeUnit.SECONDS);
      assertThat(frames).as("a message within ten seconds").isNotNull();
      return frames.stream().map(frame -> new String(frame, UTF_8)).toList();
    }

    boolean isEmpty() {
      return messages.isEmpty();
    }
  }
}
