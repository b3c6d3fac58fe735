package dev.perijove.kernel.worker;

import dev.perijove.kernel.link.LinkConnection;
import dev.perijove.kernel.link.LinkMessage;
import dev.perijove.kernel.link.LinkMessage.Printed;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * What user code says to the front outside of answers, in the order it was said: text of both
 * streams, what is displayed, requests for input. Text waits only while the link is busy, and
 * meanwhile neighbours of the same cell and stream become one message.
 *
 * <p>Holds at most {@link #BOUND} bytes and what is displayed last; then printing and displaying
 * wait. Thread-safe.
 */
final class WorkerOutput {
  private static final int CHUNK_BYTES = 64 << 10;
  private static final int BOUND = 1 << 20;

  /** Text of one cell and stream, or another message. */
  private static final class Entry {
    final LinkMessage message;
    final long cell;
    final boolean error;
    byte[] bytes;
    int length;

    Entry(LinkMessage message, int length) {
      this.message = message;
      this.length = length;
      this.cell = -1;
      this.error = false;
      this.bytes = NOTHING;
    }

    Entry(long cell, boolean error, int room) {
      this.message = NO_MESSAGE;
      this.cell = cell;
      this.error = error;
      this.bytes = new byte[Math.max(512, room)];
    }

    boolean takes(long ofCell, boolean ofError, int more) {
      return message == NO_MESSAGE
          && cell == ofCell
          && error == ofError
          && length + more <= CHUNK_BYTES;
    }

    void append(byte[] source, int offset, int count) {
      if (length + count > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
      }
      System.arraycopy(source, offset, bytes, length, count);
      length += count;
    }

    LinkMessage toMessage() {
      if (message != NO_MESSAGE) {
        return message;
      }
      return new Printed(cell, error, Arrays.copyOf(bytes, length));
    }
  }

  private static final byte[] NOTHING = {};
  private static final LinkMessage NO_MESSAGE = new LinkMessage.Close();

  private final LinkConnection link;
  private final Object lock = new Object();
  private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private boolean sending;

  WorkerOutput(LinkConnection link) {
    this.link = link;
  }

  /**
   * Takes bytes that the calling thread printed; waits while there is too much already. An
   * interrupt does not end the wait; an interrupted cell's thread is stopped here at the ladder's
   * second rung.
   */
  void print(boolean error, byte[] bytes, int offset, int count) {
    long cell = CellThreads.current();
    int done = 0;
    while (done < count) {
      int part = Math.min(count - done, CHUNK_BYTES);
      add(cell, error, bytes, offset + done, part);
      done += part;
    }
    StopCheck.stopIfAsked(); // user code that prints without end may have no woven check of its own
  }

  private void add(long cell, boolean error, byte[] bytes, int offset, int count) {
    synchronized (lock) {
      awaitRoom();
      Entry last = waiting.peekLast();
      if (last == null || !last.takes(cell, error, count)) {
        last = new Entry(cell, error, count);
        waiting.addLast(last);
        lock.notifyAll();
      }
      last.append(bytes, offset, count);
      waitingBytes += count;
    }
  }

  private void awaitRoom() {
    boolean interrupted = false;
    try {
      synchronized (lock) {
        while (waitingBytes >= BOUND) {
          StopCheck.stopIfAsked();
          try {
            lock.wait();
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Takes what user code shows, after all that it printed before; waits and stops as {@link
   * #print}.
   *
   * @param weight about how many bytes it takes
   */
  void show(LinkMessage message, int weight) {
    synchronized (lock) {
      awaitRoom();
      waiting.addLast(new Entry(message, weight));
      waitingBytes += weight;
      lock.notifyAll();
    }
    StopCheck.stopIfAsked();
  }

  /** Says something after all that was printed before. */
  void say(LinkMessage message) {
    synchronized (lock) {
      waiting.addLast(new Entry(message, 0));
      lock.notifyAll();
    }
  }

  /** Lets printing threads look at the stop check again. */
  void wake() {
    synchronized (lock) {
      lock.notifyAll();
    }
  }

  /** Waits until all that was said so far is on its way. */
  void awaitSent() throws InterruptedException {
    synchronized (lock) {
      while (sending || !waiting.isEmpty()) {
        lock.wait();
      }
    }
  }

  /** Sends until the link closes; the body of the thread {@code worker-output}. */
  void sendAll() {
    try {
      while (true) {
        link.send(next().toMessage());
      }
    } catch (IOException e) {
      // The link is closed, so nobody listens; the process is about to end.
      giveUp();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts the thread that sends output", e);
    }
  }

  private Entry next() throws InterruptedException {
    synchronized (lock) {
      sending = false;
      lock.notifyAll();
      while (waiting.isEmpty()) {
        lock.wait();
      }
      Entry entry = waiting.removeFirst();
      waitingBytes -= entry.length;
      sending = true;
      return entry;
    }
  }

  private void giveUp() {
    synchronized (lock) {
      sending = false;
      waiting.clear();
      waitingBytes = 0;
      lock.notifyAll();
    }
  }
}
