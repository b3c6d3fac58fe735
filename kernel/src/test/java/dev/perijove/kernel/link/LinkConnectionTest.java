package dev.perijove.kernel.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perijove.kernel.link.LinkMessage.Interrupt;
import dev.perijove.kernel.link.LinkMessage.Printed;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two ends of a real socket. */
@Timeout(30)
class LinkConnectionTest {

  /** Both ends, whose messages are kept. */
  private static final class Pair implements AutoCloseable {
    final LinkConnection front;
    final LinkConnection worker;
    final Inbox frontInbox = new Inbox();
    final Inbox workerInbox = new Inbox();

    Pair(String kind) throws IOException {
      try (LinkListener listener =
          kind.equals("unix") ? LinkListener.openUnix() : LinkListener.openTcp()) {
        worker = new LinkConnection(LinkAddress.parse(listener.address().text()).connect());
        front = new LinkConnection(listener.accept());
      }
      front.start("front", frontInbox);
      worker.start("worker", workerInbox);
    }

    @Override
    public void close() {
      front.close();
      worker.close();
    }
  }

  private static final class Inbox implements LinkConnection.Receiver {
    final BlockingQueue<LinkMessage> messages = new LinkedBlockingQueue<>();
    final CountDownLatch closed = new CountDownLatch(1);
    final CountDownLatch open = new CountDownLatch(1);
    volatile boolean slow;

    @Override
    public void received(LinkMessage message) {
      if (slow) {
        try {
          open.await();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
      messages.add(message);
    }

    @Override
    public void closed(Optional<IOException> fault) {
      closed.countDown();
    }

    @Override
    public void broken(Throwable error) {
      throw new AssertionError(error);
    }

    LinkMessage next() throws InterruptedException {
      LinkMessage message = messages.poll(10, TimeUnit.SECONDS);
      assertThat(message).as("a message within ten seconds").isNotNull();
      return message == null ? new LinkMessage.Close() : message;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unix", "tcp"})
  void messages_arrive_in_order_both_ways(String kind) throws Exception {
    try (Pair pair = new Pair(kind)) {
      for (int i = 0; i < 1000; i++) {
        pair.front.send(new Interrupt(i));
        pair.worker.send(new Printed(i, false, new byte[i]));
      }
      for (int i = 0; i < 1000; i++) {
        assertThat(pair.workerInbox.next()).isEqualTo(new Interrupt(i));
        assertThat(pair.frontInbox.next()).isEqualTo(new Printed(i, false, new byte[i]));
      }
    }
  }

  @Test
  void a_large_message_arrives_whole() throws Exception {
    try (Pair pair = new Pair("unix")) {
      byte[] bytes = new byte[20 << 20];
      bytes[bytes.length - 1] = 7;

      pair.worker.send(new Printed(1, true, bytes));

      assertThat(pair.frontInbox.next()).isEqualTo(new Printed(1, true, bytes));
    }
  }

  @Test
  void a_message_beyond_the_limit_is_refused_before_it_is_sent() throws Exception {
    try (Pair pair = new Pair("unix")) {
      byte[] bytes = new byte[LinkConnection.MAX_MESSAGE_BYTES];

      assertThatThrownBy(() -> pair.worker.send(new Printed(1, true, bytes)))
          .isInstanceOf(MalformedLinkMessageException.class);
    }
  }

  @Test
  void an_interrupted_sender_neither_loses_its_message_nor_closes_the_link() throws Exception {
    try (Pair pair = new Pair("unix")) {
      pair.workerInbox.slow = true;
      Thread sender =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 2000; i++) {
                    pair.front.send(new LinkMessage.AddToClassPath("x".repeat(10_000)));
                  }
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      sender.start();
      sender.interrupt();
      pair.workerInbox.open.countDown();
      sender.join();

      for (int i = 0; i < 2000; i++) {
        pair.workerInbox.next();
      }
    }
  }

  @Test
  void the_other_side_learns_of_a_close() throws Exception {
    try (Pair pair = new Pair("tcp")) {
      pair.front.close();

      assertThat(pair.workerInbox.closed.await(10, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(() -> pair.front.send(new Interrupt(1))).isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_length_beyond_the_limit_ends_the_link() throws Exception {
    try (LinkListener listener = LinkListener.openTcp();
        SocketChannel stranger = listener.address().connect();
        LinkConnection front = new LinkConnection(listener.accept())) {
      stranger.write(ByteBuffer.allocate(4).putInt(2_000_000_000).flip());

      assertThatThrownBy(() -> front.receive(1024))
          .isInstanceOf(MalformedLinkMessageException.class)
          .hasMessageContaining("2000000000");
    }
  }

  @Test
  void the_unix_socket_is_in_a_directory_of_its_owner_alone_and_is_removed() throws Exception {
    LinkListener listener = LinkListener.openUnix();
    Path socket = ((UnixDomainSocketAddress) listener.address().socket()).getPath();
    Path directory = socket.resolveSibling("");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
        .isEqualTo("rwx------");

    listener.close();
    assertThat(directory).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tcp", "tcp x", "tcp 123456", "unix", "http://localhost"})
  void what_is_no_address_is_refused(String text) {
    assertThatThrownBy(() -> LinkAddress.parse(text))
        .isInstanceOf(MalformedLinkMessageException.class);
  }
}
