package dev.perijove.gateway.terminals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was typed and has not gone to the shell, which may not be reading. Everything that is
 * offered is kept; beyond {@value #FULL} bytes the offerer is asked to wait, so that the queue
 * holds at most that and one more message of each client. Thread-safe.
 */
final class TypedInput {
  private static final Logger LOG = LoggerFactory.getLogger(TypedInput.class);
  private static final int FULL = 256 * 1024;

  /** What is handed to the system at once: a pseudo-terminal's buffer takes no more. */
  private static final int PIECE = 4096;

  private final OutputStream shell;
  private final Runnable onRoom;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<byte[]> queue = new ArrayDeque<>();
  private int queuedBytes;
  private boolean somebodyWaits;
  private boolean closed;

  /**
   * @param onRoom called on the writing thread once those that were asked to wait may go on
   */
  TypedInput(OutputStream shell, Runnable onRoom) {
    this.shell = shell;
    this.onRoom = onRoom;
  }

  /** Queues text; false asks not to offer more before {@code onRoom}. */
  boolean offer(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    lock.lock();
    try {
      if (closed) {
        return true;
      }
      queue.add(bytes);
      queuedBytes += bytes.length;
      somebodyWaits |= queuedBytes > FULL;
      changed.signal();
      return queuedBytes <= FULL;
    } finally {
      lock.unlock();
    }
  }

  /** Ends {@link #writeAll}; what is still queued is dropped. */
  void close() {
    lock.lock();
    try {
      closed = true;
      queue.clear();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Writes until it is closed. */
  void writeAll() {
    try {
      for (byte[] next = take(); next.length > 0; next = take()) {
        for (int from = 0; from < next.length; from += PIECE) {
          // Not write(next, from, length): pty4j 0.13.12 misplaces all but the first piece there.
          shell.write(Arrays.copyOfRange(next, from, Math.min(next.length, from + PIECE)));
        }
        shell.flush();
        noteWritten(next.length);
      }
    } catch (IOException e) {
      LOG.debug("A shell takes no more input", e);
      close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
    }
  }

  /** The next bytes; none at the end. */
  private byte[] take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed) {
        byte[] next = queue.poll();
        if (next != null && next.length > 0) {
          return next;
        }
        if (next == null) {
          changed.await();
        }
      }
      return new byte[0];
    } finally {
      lock.unlock();
    }
  }

  private void noteWritten(int bytes) {
    boolean room;
    lock.lock();
    try {
      queuedBytes -= bytes;
      room = somebodyWaits && queuedBytes <= FULL / 2;
      somebodyWaits &= !room;
    } finally {
      lock.unlock();
    }
    if (room) {
      onRoom.run();
    }
  }
}
