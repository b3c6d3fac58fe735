package dev.perijove.gateway.channels;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.RawMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the kernel sent and not every client has been written yet, in order, each message once
 * however many clients want it. Clients read it at positions of their own ({@link ClientQueue}), so
 * "live", "slow" and "was away" are the same thing at different distances.
 *
 * <p>Bounded by messages and by bytes. When a bound is passed the oldest message {@link
 * SlowClientPolicy} calls expendable goes, and the oldest of all only when there is none. A message
 * counts for half of the byte bound at most, so that one large picture is not dropped the moment
 * the next message comes; in memory there can thus be two messages beyond the bound.
 *
 * <p>Not thread-safe: {@link KernelChannels} guards it.
 */
final class OutputJournal {

  private final int maxMessages;
  private final long maxBytes;
  private final NavigableMap<Long, JournalEntry> entries = new TreeMap<>();
  private final NavigableMap<Long, JournalEntry> expendable = new TreeMap<>();
  private long bytes;
  private long lastPosition;
  private long dropped;

  OutputJournal(int maxMessages, long maxBytes) {
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
  }

  /**
   * Adds a message at the end.
   *
   * @return what had to go to make room, oldest first; usually nothing
   */
  List<JournalEntry> append(
      Channel channel, RawMessage message, String messageType, Optional<ClientQueue> recipient) {
    JournalEntry entry = new JournalEntry(++lastPosition, channel, message, messageType, recipient);
    entries.put(entry.position(), entry);
    bytes += charge(entry);
    if (SlowClientPolicy.isExpendable(messageType)) {
      expendable.put(entry.position(), entry);
    }
    return isFull() ? makeRoom() : List.of();
  }

  private boolean isFull() {
    return entries.size() > maxMessages || bytes > maxBytes;
  }

  private List<JournalEntry> makeRoom() {
    List<JournalEntry> gone = new ArrayList<>();
    while (isFull() && entries.size() > 1) {
      JournalEntry victim = (expendable.isEmpty() ? entries : expendable).firstEntry().getValue();
      remove(victim);
      gone.add(victim);
    }
    dropped += gone.size();
    return gone;
  }

  /** The first message after a position. */
  Optional<JournalEntry> firstAfter(long position) {
    return Optional.ofNullable(entries.higherEntry(position)).map(NavigableMap.Entry::getValue);
  }

  /** Lets go of everything up to a position, which every client has. */
  void forgetThrough(long position) {
    while (!entries.isEmpty() && entries.firstKey() <= position) {
      remove(entries.firstEntry().getValue());
    }
  }

  private void remove(JournalEntry entry) {
    entries.remove(entry.position());
    expendable.remove(entry.position());
    bytes -= charge(entry);
  }

  private long charge(JournalEntry entry) {
    return Math.min(entry.cost(), maxBytes / 2);
  }

  /** The position of the newest message there ever was. */
  long lastPosition() {
    return lastPosition;
  }

  int size() {
    return entries.size();
  }

  long bytes() {
    return bytes;
  }

  /** Messages that went before every client had them. */
  long dropped() {
    return dropped;
  }
}
