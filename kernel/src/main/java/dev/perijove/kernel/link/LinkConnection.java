package dev.perijove.kernel.link;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * One end of the link: messages out through a bounded queue, messages in through a callback. A
 * frame is a length of 32 bits and that many bytes of {@link LinkCodec}.
 *
 * <p>Two threads own the channel, one each way, so that interrupting a thread that sends can never
 * close it. Thread-safe.
 */
public final class LinkConnection implements AutoCloseable {

  /** A longer message is refused on both sides. */
  public static final int MAX_MESSAGE_BYTES = 64 << 20;

  /** Messages waiting to be written; {@link #send} waits when there are more. */
  private static final int QUEUE_CAPACITY = 16;

  /** Per read or write: the JDK keeps a buffer outside the heap as large as the largest of them. */
  private static final int IO_BYTES = 128 << 10;

  /** What becomes of incoming messages. Called by the reading thread. */
  public interface Receiver {
    void received(LinkMessage message);

    /**
     * Nothing more will come. Called once.
     *
     * @param fault what broke the link; empty if the other side closed it
     */
    void closed(Optional<IOException> fault);

    /** One of the link's own threads died of something unforeseen, such as a full heap. */
    void broken(Throwable error);
  }

  private final ByteChannel channel;
  private final Object lock = new Object();
  private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
  private boolean writing;
  private boolean closed;

  /** Takes over the channel, which must be in blocking mode. */
  public LinkConnection(ByteChannel channel) {
    this.channel = channel;
  }

  /** Begins to read and write on two daemon threads. */
  public void start(String threadName, Receiver receiver) {
    daemon(threadName + "-in", () -> readAll(receiver), receiver);
    daemon(threadName + "-out", this::writeAll, receiver);
  }

  private static void daemon(String name, Runnable body, Receiver receiver) {
    Thread thread = new Thread(null, body, name, 0, false);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((dead, error) -> receiver.broken(error));
    thread.start();
  }

  /**
   * Queues a message; waits while the queue is full. An interrupt of the caller's thread does not
   * cut the wait short and is kept.
   *
   * @throws IOException if the link is closed or the message is longer than {@link
   *     #MAX_MESSAGE_BYTES}
   */
  public void send(LinkMessage message) throws IOException {
    byte[] frame = frame(message);
    boolean interrupted = false;
    try {
      synchronized (lock) {
        while (queue.size() >= QUEUE_CAPACITY && !closed) {
          try {
            lock.wait();
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
        enqueue(frame);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Queues a message whatever waits already; for the few that must never wait. */
  public void sendAtOnce(LinkMessage message) throws IOException {
    byte[] frame = frame(message);
    synchronized (lock) {
      enqueue(frame);
    }
  }

  private void enqueue(byte[] frame) throws IOException {
    if (closed) {
      throw new IOException("the link is closed");
    }
    queue.add(frame);
    lock.notifyAll();
  }

  /** Waits until all that was queued is written, the link is closed, or the time is over. */
  public void flush(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    synchronized (lock) {
      while ((writing || !queue.isEmpty()) && !closed) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return;
        }
        lock.wait(left);
      }
    }
  }

  /** Drops what is still queued and ends both threads. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      queue.clear();
      lock.notifyAll();
    }
    try {
      channel.close();
    } catch (IOException e) {
      // The channel is of no more use to anybody, and a socket that fails to close is closed.
    }
  }

  /**
   * Reads one message on the caller's thread; only before {@link #start}.
   *
   * @param maxBytes refuses a longer one
   * @throws EOFException at the end
   */
  public LinkMessage receive(int maxBytes) throws IOException {
    ByteBuffer head = read(ByteBuffer.allocate(4));
    int length = head.getInt();
    if (length < 1 || length > maxBytes) {
      throw new MalformedLinkMessageException(
          "a message of " + length + " bytes where at most " + maxBytes + " are allowed");
    }
    return LinkCodec.decode(read(ByteBuffer.allocate(length)));
  }

  private ByteBuffer read(ByteBuffer buffer) throws IOException {
    while (buffer.position() < buffer.capacity()) {
      buffer.limit(Math.min(buffer.capacity(), buffer.position() + IO_BYTES));
      if (channel.read(buffer) < 0) {
        throw new EOFException("the link was closed by the other side");
      }
    }
    return buffer.flip();
  }

  private void readAll(Receiver receiver) {
    Optional<IOException> fault = Optional.empty();
    try {
      while (true) {
        receiver.received(receive(MAX_MESSAGE_BYTES));
      }
    } catch (EOFException e) {
      // The ordinary end.
    } catch (IOException e) {
      synchronized (lock) {
        fault = closed ? Optional.empty() : Optional.of(e);
      }
    }
    close();
    receiver.closed(fault);
  }

  private void writeAll() {
    try {
      for (byte[] frame = next(); frame.length > 0; frame = next()) {
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        while (bytes.position() < bytes.capacity()) {
          bytes.limit(Math.min(bytes.capacity(), bytes.position() + IO_BYTES));
          channel.write(bytes);
        }
      }
    } catch (IOException e) {
      close(); // the reading thread finds the channel closed and reports it
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts the link's threads", e);
    }
  }

  /** The next frame to write; empty when the link is closed. */
  private byte[] next() throws InterruptedException {
    synchronized (lock) {
      writing = false;
      lock.notifyAll();
      while (queue.isEmpty() && !closed) {
        lock.wait();
      }
      byte[] frame = queue.poll();
      writing = frame != null;
      return frame == null ? new byte[0] : frame;
    }
  }

  private static byte[] frame(LinkMessage message) throws IOException {
    byte[] body = LinkCodec.encode(message);
    if (body.length > MAX_MESSAGE_BYTES) {
      throw new MalformedLinkMessageException(
          "a " + message.getClass().getSimpleName() + " of " + body.length + " bytes is too long");
    }
    return ByteBuffer.allocate(4 + body.length).putInt(body.length).put(body).array();
  }
}
