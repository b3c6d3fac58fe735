package dev.perijove.gateway.channels;

import dev.perijove.gateway.channels.ClientQueue.Outgoing;
import dev.perijove.protocol.Channel;
import dev.perijove.protocol.wire.ChannelMessage;
import dev.perijove.protocol.wire.MalformedMessageException;
import dev.perijove.protocol.wire.MessageCodec;
import dev.perijove.protocol.wire.Routing;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket of one client. Reads and writes on its event loop; {@link #wake}, {@link #reads}
 * and {@link #close} may be called from any thread.
 */
final class KernelConnection {

  private static final Logger LOG = LoggerFactory.getLogger(KernelConnection.class);

  /** RFC 6455 section 5.5: a control frame has room for 125 bytes, two of them the code. */
  private static final int LONGEST_REASON = 123;

  /** Batches written in one go: a client that reads as fast as a kernel writes is not alone. */
  private static final int TURNS = 4;

  private final ChannelHandlerContext socket;
  private final ClientProtocol protocol;
  private final KernelChannels channels;
  private final Optional<String> sessionId;
  private final MessageCodec codec = new MessageCodec();
  private final AtomicBoolean woken = new AtomicBoolean();

  private volatile @Nullable ClientQueue client;
  private volatile long writtenPosition;
  private volatile boolean closing;

  KernelConnection(
      ChannelHandlerContext socket,
      ClientProtocol protocol,
      KernelChannels channels,
      Optional<String> sessionId) {
    this.socket = socket;
    this.protocol = protocol;
    this.channels = channels;
    this.sessionId = sessionId;
  }

  void open() {
    channels.connect(this, sessionId);
  }

  void gone() {
    closing = true;
    channels.disconnect(this, sessionId.isPresent());
  }

  void serves(ClientQueue queue) {
    client = queue;
  }

  @Nullable ClientQueue client() {
    return client;
  }

  void startAt(long position) {
    writtenPosition = position;
  }

  /** How far the client is: everything up to here was handed to the network. */
  long writtenPosition() {
    return writtenPosition;
  }

  /** There may be something to write. */
  void wake() {
    if (woken.compareAndSet(false, true)) {
      onEventLoop(this::pump);
    }
  }

  /** Writes as long as the socket takes it. On the event loop. */
  void pump() {
    woken.set(false);
    ClientQueue queue = client;
    for (int turn = 0; queue != null && !closing && socket.channel().isWritable(); turn++) {
      if (turn == TURNS) {
        wakeLater();
        return;
      }
      List<Outgoing> batch = channels.take(queue, this);
      if (batch.isEmpty()) {
        return;
      }
      batch.forEach(this::write);
      socket.flush();
    }
  }

  /** Others on this event loop come first. */
  private void wakeLater() {
    if (woken.compareAndSet(false, true)) {
      socket.executor().execute(this::pump);
    }
  }

  private void write(Outgoing outgoing) {
    WebSocketFrame frame;
    try {
      frame = protocol.encode(outgoing.channel(), outgoing.message());
    } catch (MalformedMessageException e) {
      LOG.warn("Kernel {} sent what no frame can hold: {}", channels.kernelId(), e.getMessage());
      return;
    }
    socket
        .write(frame)
        .addListener(
            written -> {
              if (written.isSuccess()) {
                writtenPosition = outgoing.position();
              }
            });
  }

  /** A frame of the client. On the event loop; the caller owns the frame. */
  void receive(WebSocketFrame frame) {
    if (closing) {
      return;
    }
    ChannelMessage received;
    Routing routing;
    try {
      received = protocol.decode(frame);
      routing = codec.route(received.message());
    } catch (MalformedMessageException e) {
      LOG.warn("Kernel {}: a client was cut off: {}", channels.kernelId(), e.getMessage());
      close(CloseCode.INVALID_PAYLOAD, "not a Jupyter message: " + e.getMessage());
      return;
    }
    Channel channel = received.channel();
    if (channel == Channel.IOPUB || channel == Channel.HEARTBEAT) {
      LOG.warn(
          "Kernel {}: a client sent a {} on {}, which only the kernel may; it was ignored",
          channels.kernelId(),
          routing.msgType(),
          channel.wireName());
      return;
    }
    channels.send(this, channel, received.message(), routing);
  }

  /** Whether the client's frames are taken; while not, its own network makes it wait. */
  void reads(boolean on) {
    onEventLoop(() -> socket.channel().config().setAutoRead(on));
  }

  /** Closes after what was written so far; what the client sends from now on is ignored. */
  void close(CloseCode code, String reason) {
    closing = true;
    onEventLoop(
        () -> socket.writeAndFlush(new CloseWebSocketFrame(code.code(), shortened(reason))));
  }

  private static String shortened(String reason) {
    String text = reason;
    while (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON) {
      text = text.substring(0, text.offsetByCodePoints(text.length(), -1));
    }
    return text;
  }

  private void onEventLoop(Runnable work) {
    if (socket.executor().inEventLoop()) {
      work.run();
      return;
    }
    try {
      socket.executor().execute(work);
    } catch (RejectedExecutionException e) {
      LOG.debug("Kernel {}: a connection ended with the server", channels.kernelId(), e);
    }
  }
}
