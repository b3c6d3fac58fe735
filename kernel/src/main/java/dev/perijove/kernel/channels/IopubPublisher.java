package dev.perijove.kernel.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.Header;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.IopubWelcome;
import dev.perijove.protocol.zmq.ChannelSocket;
import dev.perijove.protocol.zmq.SocketException;
import dev.perijove.protocol.zmq.SocketLoop;
import dev.perijove.protocol.zmq.SocketOptions;
import dev.perijove.protocol.zmq.SocketType;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Publishes to every client what the kernel does; greets each new subscriber with {@code
 * iopub_welcome}. Any thread may publish. What cannot be sent waits in bounded queues, and then the
 * publishing thread waits: so a user's program prints no faster than its clients read. A client
 * that reads nothing at all for some seconds loses messages, which is logged, rather than stopping
 * the program for good.
 */
public final class IopubPublisher implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(IopubPublisher.class.getName());

  private static final int SUBSCRIBE = 1;
  private static final int MAX_TOPIC_BYTES = 256;

  /** Small, so that text joins in our own queue rather than waiting here in small pieces. */
  private static final SocketOptions OPTIONS =
      SocketOptions.defaults().withOutboxCapacity(16).withPeerCapacity(256);

  private final KernelWire wire;
  private final IopubQueue queue;
  private final SocketLoop loop;
  private final ChannelSocket socket;
  private final CompletableFuture<ChannelSocket> opened = new CompletableFuture<>();
  private final Thread thread;
  private long droppedBefore;

  private IopubPublisher(KernelWire wire) throws SocketException {
    this.wire = wire;
    this.queue = new IopubQueue(wire.session());
    this.loop = SocketLoop.start("kernel-iopub-socket", wire.context());
    this.socket = bind();
    this.opened.complete(socket);
    this.thread = new Thread(this::sendAll, "kernel-iopub");
    this.thread.setDaemon(true);
  }

  public static IopubPublisher start(KernelWire wire) throws SocketException {
    IopubPublisher publisher = new IopubPublisher(wire);
    publisher.thread.start();
    return publisher;
  }

  private ChannelSocket bind() throws SocketException {
    try {
      return loop.bind(
          SocketType.XPUB, OPTIONS, wire.endpoint(Channel.IOPUB), this::onSubscription);
    } catch (SocketException e) {
      loop.close();
      throw e;
    }
  }

  /** Publishes under a request's header; waits while too much is queued. */
  public void publish(Header parent, Content content) throws InterruptedException {
    queue.put(Message.childOf(parent, wire.session(), content));
  }

  /**
   * As {@link #publish}, for those who must not wait, such as the control channel. Far beyond the
   * queue's size the message is dropped, which is logged.
   */
  public void publishWithoutWaiting(Header parent, Content content) {
    offer(Message.childOf(parent, wire.session(), content));
  }

  /** Publishes what no request caused. */
  public void publish(Content content) {
    offer(Message.of(wire.session(), content));
  }

  /**
   * Publishes text a program printed. Waits while too much is queued; text that waits is joined.
   *
   * @param stream {@code stdout} or {@code stderr}
   */
  public void stream(Header parent, String stream, String text) throws InterruptedException {
    queue.putText(parent, stream, text);
  }

  private void offer(Message<?> message) {
    if (!queue.offer(message)) {
      LOG.log(
          Level.WARNING,
          "Dropped a {0} message: no client reads iopub",
          message.header().msgType());
    }
  }

  private void sendAll() {
    try {
      while (true) {
        Optional<Message<?>> message = queue.take();
        if (message.isEmpty()) {
          return;
        }
        send(message.get());
      }
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "iopub ends");
    }
  }

  private void send(Message<?> message) throws InterruptedException {
    try {
      List<byte[]> frames = wire.frames(withTopic(message));
      socket.send(frames);
    } catch (RuntimeException | Error e) {
      // Even without memory for this message, the channel must be there for the next.
      LOG.log(Level.ERROR, "A " + message.header().msgType() + " could not be published", e);
    }
    reportDropped();
  }

  private void reportDropped() {
    long dropped = socket.dropped();
    if (droppedBefore == 0 && dropped > 0) {
      LOG.log(Level.WARNING, "A client does not read iopub and loses messages");
    }
    droppedBefore = dropped;
  }

  private Message<?> withTopic(Message<?> message) {
    String topic = "kernel." + wire.session() + "." + message.header().msgType();
    return message.withTopic(topic.getBytes(UTF_8));
  }

  /**
   * "Welcome message" in the Jupyter messaging documentation (JEP 65): the first thing a subscriber
   * gets, so it goes before what is queued.
   */
  private void onSubscription(List<byte[]> frames) {
    byte[] frame = frames.get(0);
    if (frame.length == 0 || frame[0] != SUBSCRIBE || frame.length > MAX_TOPIC_BYTES) {
      return;
    }
    String topic = new String(frame, 1, frame.length - 1, UTF_8);
    Message<?> welcome = Message.of(wire.session(), new IopubWelcome(topic));
    Message<?> addressed =
        topic.isEmpty() ? withTopic(welcome) : welcome.withTopic(topic.getBytes(UTF_8));
    opened.thenAccept(open -> open.offerFirst(wire.frames(addressed)));
  }

  /** Publishes what is queued, and closes the socket. */
  @Override
  public void close() {
    queue.close();
    boolean interrupted = false;
    try {
      // Bounded by the patience with subscribers that do not read.
      thread.join(OPTIONS.stallPatience().toMillis());
    } catch (InterruptedException e) {
      interrupted = true;
    }
    loop.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
