package dev.perijove.kernel.channels;

import dev.perijove.protocol.Header;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.content.StreamOutput;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be published, in order. Text that follows text of the same cell and stream joins it
 * while it waits: a program that prints faster than we send gets fewer, longer messages, and one
 * that prints slowly waits for nothing. Full, it makes the sender wait.
 */
final class IopubQueue {
  private static final int MAX_ITEMS = 1024;

  /** Characters of one stream message; a little more when one piece of text is longer. */
  private static final int MAX_STREAM = 1 << 16;

  /** Characters of stream text and of what is displayed that may wait in all. */
  private static final int MAX_TEXT = 1 << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notEmpty = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Deque<Item> items = new ArrayDeque<>();
  private final String session;
  private int text;
  private boolean closed;

  IopubQueue(String session) {
    this.session = session;
  }

  /** Waits for room; forgets the message when closed. */
  void put(Message<?> message) throws InterruptedException {
    int characters = MessageLength.of(message.content());
    lock.lockInterruptibly();
    try {
      while (!closed && (items.size() >= MAX_ITEMS || (characters > 0 && text >= MAX_TEXT))) {
        room.await();
      }
      text += characters;
      add(new Whole(message, characters));
    } finally {
      lock.unlock();
    }
  }

  /** Never waits; false when even the reserve for such messages is used up. */
  boolean offer(Message<?> message) {
    lock.lock();
    try {
      if (items.size() >= 2 * MAX_ITEMS) {
        return false;
      }
      add(new Whole(message, 0));
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for room; forgets the text when closed. */
  void putText(Header parent, String stream, String more) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && (text >= MAX_TEXT || items.size() >= MAX_ITEMS)) {
        room.await();
      }
      text += more.length();
      if (items.peekLast() instanceof Text last && last.accepts(parent, stream)) {
        last.text.append(more);
      } else {
        add(new Text(parent, stream, more));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the next message; empty when closed and everything was taken. */
  Optional<Message<?>> take() throws InterruptedException {
    Item item;
    lock.lockInterruptibly();
    try {
      while (items.isEmpty() && !closed) {
        notEmpty.await();
      }
      item = items.pollFirst();
      if (item == null) {
        return Optional.empty();
      }
      text -= item.textLength();
      room.signalAll();
    } finally {
      lock.unlock();
    }
    return Optional.of(item.message(session));
  }

  /** Accepts nothing more; what waits can still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      notEmpty.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void add(Item item) {
    if (!closed) {
      items.addLast(item);
      notEmpty.signal();
    }
  }

  private sealed interface Item {
    Message<?> message(String session);

    int textLength();
  }

  private record Whole(Message<?> whole, int textLength) implements Item {
    @Override
    public Message<?> message(String session) {
      return whole;
    }
  }

  private static final class Text implements Item {
    private final Header parent;
    private final String stream;
    private final StringBuilder text;

    Text(Header parent, String stream, String text) {
      this.parent = parent;
      this.stream = stream;
      this.text = new StringBuilder(text);
    }

    boolean accepts(Header otherParent, String otherStream) {
      return text.length() < MAX_STREAM
          && stream.equals(otherStream)
          && parent.msgId().equals(otherParent.msgId());
    }

    @Override
    public Message<?> message(String session) {
      return Message.childOf(parent, session, new StreamOutput(stream, text.toString()));
    }

    @Override
    public int textLength() {
      return text.length();
    }
  }
}
