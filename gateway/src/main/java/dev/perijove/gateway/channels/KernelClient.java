package dev.perijove.gateway.channels;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.connection.ConnectionInfo;
import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.KernelInfoRequest;
import dev.perijove.protocol.wire.MalformedMessageException;
import dev.perijove.protocol.wire.MessageCodec;
import dev.perijove.protocol.wire.ReplayGuard;
import dev.perijove.protocol.wire.Routing;
import dev.perijove.protocol.wire.Signer;
import dev.perijove.protocol.wire.ZmqFrames;
import dev.perijove.protocol.zmq.ChannelSocket;
import dev.perijove.protocol.zmq.SocketLoop;
import dev.perijove.protocol.zmq.SocketOptions;
import dev.perijove.protocol.zmq.SocketType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's sockets to one kernel process, shared by all its clients: a DEALER each for shell,
 * control and stdin, and one SUB for iopub. Thread-safe.
 *
 * <p>The three DEALERs show the same routing id: a kernel sends {@code input_request} on stdin to
 * whoever asked on shell.
 *
 * <p>A new client asks {@code kernel_info} once for everybody and is {@linkplain #ready ready} when
 * the reply and one message on iopub have come: until then the subscription may not have reached
 * the kernel, and what it publishes would be lost.
 */
public final class KernelClient implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KernelClient.class);
  private static final List<Channel> DEALERS =
      List.of(Channel.SHELL, Channel.CONTROL, Channel.STDIN);

  /** After a reply without output: until the subscription has had time to arrive. */
  private static final Duration NUDGE_AGAIN = Duration.ofMillis(20);

  /** Without a reply: the request may have reached a process that had not finished starting. */
  private static final Duration NUDGE_UNANSWERED = Duration.ofSeconds(2);

  private final ConnectionInfo connection;
  private final ScheduledExecutorService timer;
  private final KernelListener listener;
  private final Signer signer;
  private final MessageCodec codec = new MessageCodec();
  private final Map<Channel, ChannelSocket> sockets = new EnumMap<>(Channel.class);
  private final CompletableFuture<Void> ready = new CompletableFuture<>();

  private volatile boolean answered;
  private volatile boolean subscribed;
  private volatile boolean closed;
  private volatile @Nullable ScheduledFuture<?> nudge;

  private KernelClient(
      ConnectionInfo connection, ScheduledExecutorService timer, KernelListener listener) {
    this.connection = connection;
    this.timer = timer;
    this.listener = listener;
    this.signer = Signer.of(connection.signatureScheme(), connection.key());
  }

  /**
   * Connects to a kernel, which need not listen yet.
   *
   * @param timer asks again when the first question was lost
   * @throws IOException if the sockets cannot be opened, such as for want of file descriptors
   */
  public static KernelClient connect(
      SocketLoop loop,
      ConnectionInfo connection,
      ScheduledExecutorService timer,
      KernelListener listener)
      throws IOException {
    KernelClient client = new KernelClient(connection, timer, listener);
    try {
      client.open(loop);
    } catch (IOException e) {
      client.close();
      throw e;
    }
    client.nudge();
    return client;
  }

  private void open(SocketLoop loop) throws IOException {
    // No lingering: what a process did not take must not reach the one that replaces it.
    SocketOptions options = SocketOptions.defaults().withLinger(Duration.ZERO);
    ReplayGuard iopubReplays = ReplayGuard.create();
    byte[] routingId = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
    sockets.put(
        Channel.IOPUB,
        loop.connect(
            SocketType.SUB,
            options.withSubscribeAll(),
            connection.endpoint(Channel.IOPUB),
            frames -> received(Channel.IOPUB, frames, iopubReplays)));
    for (Channel channel : DEALERS) {
      ReplayGuard replays = ReplayGuard.create();
      sockets.put(
          channel,
          loop.connect(
              SocketType.DEALER,
              options.withIdentity(routingId),
              connection.endpoint(channel),
              frames -> received(channel, frames, replays)));
    }
  }

  /** Completes when requests are answered and output is heard; never, if the kernel never does. */
  public CompletionStage<Void> ready() {
    return ready.minimalCompletionStage();
  }

  boolean isReady() {
    return ready.isDone();
  }

  /** Asks the kernel something on the gateway's own account; nobody waits for the reply. */
  public void request(Channel channel, Content content) {
    RawMessage message = GatewayMessages.encode(GatewayMessages.request(content));
    if (!offer(channel, frames(message))) {
      LOG.warn("{} takes no more requests; one on {} was dropped", connection, channel.wireName());
    }
  }

  /** A client's message as it travels to this kernel. */
  List<byte[]> frames(RawMessage message) {
    return ZmqFrames.write(message.withIdentities(List.of()), signer);
  }

  /** False when the kernel does not take messages as fast as they come; see {@link #onRoom}. */
  boolean offer(Channel channel, List<byte[]> frames) {
    return socket(channel).offer(frames);
  }

  void onRoom(Channel channel, Runnable callback) {
    socket(channel).onRoom(callback);
  }

  private ChannelSocket socket(Channel channel) {
    ChannelSocket socket = sockets.get(channel);
    if (socket == null) {
      throw new IllegalArgumentException("nothing can be sent on " + channel.wireName());
    }
    return socket;
  }

  private void received(Channel channel, List<byte[]> frames, ReplayGuard replays) {
    RawMessage message;
    Routing routing;
    try {
      message = ZmqFrames.read(frames, signer, replays).withIdentities(List.of());
      routing = codec.route(message);
    } catch (MalformedMessageException e) {
      LOG.warn(
          "A message of {} on {} was dropped: {}", connection, channel.wireName(), e.getMessage());
      return;
    }
    noteReadiness(channel, routing);
    if (!isOwnConcern(channel, routing)) {
      listener.received(channel, message, routing);
    }
  }

  /** Replies to the gateway itself, and the kernel's busy and idle around them. */
  private static boolean isOwnConcern(Channel channel, Routing routing) {
    boolean ours = routing.parentSession().filter(GatewayMessages.SESSION::equals).isPresent();
    return ours && (channel != Channel.IOPUB || routing.msgType().equals("status"));
  }

  private void noteReadiness(Channel channel, Routing routing) {
    if (ready.isDone()) {
      return;
    }
    if (channel == Channel.IOPUB) {
      subscribed = true;
    }
    if (channel == Channel.SHELL && routing.msgType().equals("kernel_info_reply")) {
      answered = true;
      if (!subscribed) {
        nudgeIn(NUDGE_AGAIN);
      }
    }
    if (answered && subscribed) {
      ready.complete(null);
      cancelNudge();
    }
  }

  private void nudge() {
    if (!closed && !ready.isDone()) {
      request(Channel.SHELL, new KernelInfoRequest());
      nudgeIn(NUDGE_UNANSWERED);
    }
  }

  private synchronized void nudgeIn(Duration delay) {
    cancelNudge();
    if (!closed && !ready.isDone()) {
      nudge = timer.schedule(this::nudge, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void cancelNudge() {
    if (nudge != null) {
      nudge.cancel(false);
      nudge = null;
    }
  }

  /** Closes the sockets; what the kernel has not taken is lost. Never call it on their thread. */
  @Override
  public void close() {
    closed = true;
    cancelNudge();
    sockets.values().forEach(ChannelSocket::close);
  }
}
