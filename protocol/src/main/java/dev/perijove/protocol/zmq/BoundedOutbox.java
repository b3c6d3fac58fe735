package dev.perijove.protocol.zmq;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Messages on their way to a socket: any thread puts, the loop's thread takes. Full, it refuses or
 * makes the sender wait; it never drops. The lock guards memory only: no I/O and no callback
 * happens under it.
 */
final class BoundedOutbox {
  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Deque<List<byte[]>> messages = new ArrayDeque<>();
  private List<Runnable> waitingForRoom = new ArrayList<>();
  private boolean closed;

  BoundedOutbox(int capacity) {
    this.capacity = capacity;
  }

  /** False when full or closed. */
  boolean offer(List<byte[]> message) {
    lock.lock();
    try {
      if (closed || messages.size() >= capacity) {
        return false;
      }
      messages.addLast(message);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Puts a message before all others, even when full; false when closed. */
  boolean offerFirst(List<byte[]> message) {
    lock.lock();
    try {
      if (!closed) {
        messages.addFirst(message);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for room; false when closed. */
  boolean put(List<byte[]> message) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && messages.size() >= capacity) {
        room.await();
      }
      if (closed) {
        return false;
      }
      messages.addLast(message);
      return true;
    } finally {
      lock.unlock();
    }
  }

  Optional<List<byte[]>> peek() {
    lock.lock();
    try {
      return Optional.ofNullable(messages.peekFirst());
    } finally {
      lock.unlock();
    }
  }

  /** Removes the first message; returns who must now be told that there is room. */
  List<Runnable> remove() {
    lock.lock();
    try {
      messages.removeFirst();
      room.signal();
      if (waitingForRoom.isEmpty() || messages.size() > capacity / 2) {
        return List.of();
      }
      return takeWaiting();
    } finally {
      lock.unlock();
    }
  }

  /** Remembers the callback while full; false when there is room now, or closed. */
  boolean notifyOnRoom(Runnable callback) {
    lock.lock();
    try {
      if (closed || messages.size() < capacity) {
        return false;
      }
      waitingForRoom.add(callback);
      return true;
    } finally {
      lock.unlock();
    }
  }

  boolean isEmpty() {
    lock.lock();
    try {
      return messages.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Accepts nothing more and lets waiting senders go; what is queued may still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      waitingForRoom.clear();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private List<Runnable> takeWaiting() {
    List<Runnable> told = waitingForRoom;
    waitingForRoom = new ArrayList<>();
    return told;
  }
}
