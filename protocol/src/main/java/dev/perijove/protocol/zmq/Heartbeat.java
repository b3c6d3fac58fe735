package dev.perijove.protocol.zmq;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The client side of a kernel's heartbeat: sends a few bytes and waits for the same bytes
 * ("Heartbeat for kernels" in the Jupyter messaging documentation). A lost answer blocks nothing,
 * unlike with a REQ socket. Thread-safe.
 */
public final class Heartbeat implements AutoCloseable {
  private static final byte[] DELIMITER = {};

  /** Pings that may be open at once; more fail at once. */
  private static final int CAPACITY = 16;

  private final Map<Long, CompletableFuture<Duration>> open = new ConcurrentHashMap<>();
  private final AtomicLong number = new AtomicLong();
  private final ChannelSocket socket;

  private Heartbeat(SocketLoop loop, String endpoint) throws SocketException {
    SocketOptions options =
        SocketOptions.defaults()
            .withOutboxCapacity(CAPACITY)
            .withPeerCapacity(CAPACITY)
            .withMaxMessageBytes(1024)
            .withLinger(Duration.ZERO);
    this.socket = loop.connect(SocketType.DEALER, options, endpoint, this::onFrames);
  }

  /** Connects to the heartbeat port of a kernel, which need not run yet. */
  public static Heartbeat connect(SocketLoop loop, String endpoint) throws SocketException {
    return new Heartbeat(loop, endpoint);
  }

  /**
   * Asks for one beat.
   *
   * @return how long the answer took; fails with {@link java.util.concurrent.TimeoutException} when
   *     there is none in time, with {@link IllegalStateException} when too many are open
   */
  public CompletableFuture<Duration> ping(Duration timeout) {
    long id = number.incrementAndGet();
    long start = System.nanoTime();
    CompletableFuture<Duration> answered = new CompletableFuture<>();
    CompletableFuture<Duration> answer =
        answered
            .thenApply(nothing -> Duration.ofNanos(System.nanoTime() - start))
            .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
            .whenComplete((duration, failure) -> open.remove(id));
    open.put(id, answered);
    byte[] payload = ByteBuffer.allocate(Long.BYTES).putLong(id).array();
    if (open.size() > CAPACITY || !socket.offer(List.of(DELIMITER, payload))) {
      answer.completeExceptionally(
          new IllegalStateException("Too many heartbeats wait for " + socket.endpoint()));
    }
    return answer;
  }

  private void onFrames(List<byte[]> frames) {
    byte[] payload = frames.get(frames.size() - 1);
    if (payload.length == Long.BYTES) {
      CompletableFuture<Duration> answered = open.get(ByteBuffer.wrap(payload).getLong());
      if (answered != null) {
        answered.complete(Duration.ZERO);
      }
    }
  }

  /** Closes the socket; open pings are cancelled. */
  @Override
  public void close() {
    socket.close();
    new ArrayList<>(open.values()).forEach(answered -> answered.cancel(false));
  }
}
