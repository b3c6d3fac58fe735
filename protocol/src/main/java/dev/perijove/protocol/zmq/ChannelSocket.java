package dev.perijove.protocol.zmq;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One socket of a {@link SocketLoop}. Every method may be called from any thread; the socket itself
 * is touched by the loop's thread alone.
 */
public final class ChannelSocket implements AutoCloseable {
  private final SocketLoop loop;
  private final BoundedOutbox outbox;
  private final AtomicBoolean queued = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicLong dropped = new AtomicLong();
  private final String endpoint;
  private volatile boolean reading = true;

  ChannelSocket(SocketLoop loop, SocketOptions options, String endpoint) {
    this.loop = loop;
    this.outbox = new BoundedOutbox(options.outboxCapacity());
    this.endpoint = endpoint;
  }

  /** Where it listens (with the port it was given) or what it connects to. */
  public String endpoint() {
    return endpoint;
  }

  /**
   * Queues a message if there is room.
   *
   * @return false when the outbox is full, or the socket is closed
   */
  public boolean offer(List<byte[]> frames) {
    boolean accepted = outbox.offer(frames);
    if (accepted) {
      loop.ready(this);
    }
    return accepted;
  }

  /**
   * Queues a message before all others, also when the outbox is full; for the loop's thread, in
   * answer to what has just come, such as the greeting of a subscriber.
   *
   * @return false when the socket is closed
   */
  public boolean offerFirst(List<byte[]> frames) {
    if (!loop.isLoopThread()) {
      throw new IllegalStateException("only the loop's thread knows what has just come");
    }
    boolean accepted = outbox.offerFirst(frames);
    if (accepted) {
      loop.ready(this);
    }
    return accepted;
  }

  /**
   * Queues a message and waits while the outbox is full. Never call it on the loop's thread: only
   * that thread makes room.
   *
   * @return false when the socket is closed, and the message is not sent
   */
  public boolean send(List<byte[]> frames) throws InterruptedException {
    if (loop.isLoopThread()) {
      throw new IllegalStateException("send would wait for its own thread; use offer");
    }
    boolean accepted = outbox.put(frames);
    if (accepted) {
      loop.ready(this);
    }
    return accepted;
  }

  /**
   * Calls back once, on the loop's thread, when a full outbox has emptied by half; at once, on the
   * calling thread, when there is room already. Not called when the socket closes first.
   */
  public void onRoom(Runnable callback) {
    if (!outbox.notifyOnRoom(callback) && !closed.get()) {
      callback.run();
    }
  }

  /** Takes no more messages from the peers, who will then have to wait. */
  public void pauseReading() {
    reading = false;
  }

  /** Undoes {@link #pauseReading}. */
  public void resumeReading() {
    reading = true;
    loop.ready(this);
  }

  /**
   * How often a subscriber that did not read began to lose messages; see {@code stallPatience}. It
   * gets none until it reads again.
   */
  public long dropped() {
    return dropped.get();
  }

  /**
   * Hands what is queued to ZeroMQ as far as that goes, and closes. ZeroMQ delivers it in the
   * background for at most the linger time.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      outbox.close();
      loop.closeSocket(this);
    }
  }

  BoundedOutbox outbox() {
    return outbox;
  }

  boolean isClosed() {
    return closed.get();
  }

  boolean isReading() {
    return reading;
  }

  void countDropped() {
    dropped.incrementAndGet();
  }

  /** True for the one caller that must put this socket into the loop's queue. */
  boolean claimTurn() {
    return queued.compareAndSet(false, true);
  }

  void beginTurn() {
    queued.set(false);
  }
}
