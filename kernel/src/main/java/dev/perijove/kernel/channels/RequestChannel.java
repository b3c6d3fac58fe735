package dev.perijove.kernel.channels;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.wire.MalformedMessageException;
import dev.perijove.protocol.wire.ReplayGuard;
import dev.perijove.protocol.wire.ZmqFrames;
import dev.perijove.protocol.zmq.ChannelSocket;
import dev.perijove.protocol.zmq.SocketException;
import dev.perijove.protocol.zmq.SocketLoop;
import dev.perijove.protocol.zmq.SocketType;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A socket on which requests come and replies go: shell or control. Requests are handled one at a
 * time, in the order they came, on a thread of the channel's own; at most {@value #CAPACITY} wait,
 * then the socket is not read and the clients wait. A message with a bad signature is logged and
 * forgotten.
 */
public final class RequestChannel implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RequestChannel.class.getName());
  private static final int CAPACITY = 1024;
  private static final long END_MILLISECONDS = 2_000;

  private final KernelWire wire;
  private final Channel channel;
  private final SocketLoop loop;
  private final ChannelSocket socket;
  private final ReplayGuard replays = ReplayGuard.create();

  /** Empty: nothing more is to be handled. */
  private final BlockingQueue<Optional<Incoming>> waiting = new LinkedBlockingQueue<>();

  private final Thread thread;
  private final IncomingHandler handler;
  private volatile long received;
  private volatile boolean paused;
  private volatile boolean closing;

  private RequestChannel(KernelWire wire, Channel channel, IncomingHandler handler)
      throws SocketException {
    this.wire = wire;
    this.channel = channel;
    this.handler = handler;
    this.loop = SocketLoop.start("kernel-" + channel.wireName() + "-socket", wire.context());
    this.socket = bind();
    this.thread = new Thread(this::handleAll, "kernel-" + channel.wireName());
    this.thread.setDaemon(true);
  }

  /** Opens the socket; requests wait until {@link #serve}. */
  public static RequestChannel open(KernelWire wire, Channel channel, IncomingHandler handler)
      throws SocketException {
    return new RequestChannel(wire, channel, handler);
  }

  private ChannelSocket bind() throws SocketException {
    try {
      return loop.bind(
          SocketType.ROUTER, KernelWire.requestOptions(), wire.endpoint(channel), this::onFrames);
    } catch (SocketException e) {
      loop.close();
      throw e;
    }
  }

  /** Starts to handle requests. */
  public void serve() {
    thread.start();
  }

  /** Sends a message where its identities say. */
  public void reply(Message<?> message) throws InterruptedException {
    socket.send(wire.frames(message));
  }

  /** The number of the last message that has come, handled or not. */
  public long lastReceived() {
    return received;
  }

  private void onFrames(List<byte[]> frames) {
    try {
      long number = received + 1;
      RawMessage message = ZmqFrames.read(frames, wire.signer(), replays);
      waiting.add(Optional.of(new Incoming(number, message)));
      received = number;
      pauseWhenFull();
    } catch (MalformedMessageException e) {
      LOG.log(Level.WARNING, "Discarded a message on {0}: {1}", channel.wireName(), e.getMessage());
    }
  }

  private void pauseWhenFull() {
    if (waiting.size() >= CAPACITY) {
      paused = true;
      socket.pauseReading();
      // The handling thread may have taken everything before it could see the pause.
      resumeWhenRoom();
    }
  }

  private void resumeWhenRoom() {
    if (paused && waiting.size() <= CAPACITY / 2) {
      paused = false;
      socket.resumeReading();
    }
  }

  private void handleAll() {
    try {
      while (true) {
        Optional<Incoming> next = waiting.take();
        if (next.isEmpty() || closing) {
          return;
        }
        resumeWhenRoom();
        handleOne(next.get());
      }
    } catch (InterruptedException e) {
      LOG.log(Level.DEBUG, "The {0} channel ends", channel.wireName());
    }
  }

  private void handleOne(Incoming incoming) throws InterruptedException {
    try {
      handler.handle(incoming);
    } catch (RuntimeException | Error e) {
      // Even without memory for this message, the channel must be there for the next.
      LOG.log(Level.ERROR, "A message on " + channel.wireName() + " could not be handled", e);
    }
  }

  /**
   * Lets the request that is being handled come to its end, if it does so soon, handles no other,
   * and closes the socket when the replies are out.
   */
  @Override
  public void close() {
    closing = true;
    waiting.add(Optional.empty());
    boolean interrupted = false;
    try {
      thread.join(END_MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    thread.interrupt();
    loop.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
