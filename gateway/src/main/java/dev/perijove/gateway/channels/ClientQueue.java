package dev.perijove.gateway.channels;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.RawMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one client has still to get: a position in the kernel's {@link OutputJournal}, kept while
 * the client is away so that it goes on where it stopped. Holds no messages itself, which is what
 * bounds it. Not thread-safe: {@link KernelChannels} guards it.
 */
final class ClientQueue {

  private static final int BATCH_MESSAGES = 64;
  private static final long BATCH_BYTES = 256 * 1024;

  /** A client for whom this many wait is slow; to others messages go exactly as they came. */
  private static final int BEHIND = 16;

  /** One message to write, and how far the client is once it is written. */
  record Outgoing(Channel channel, RawMessage message, long position) {}

  private static final Duration BETWEEN_NOTICES = Duration.ofSeconds(2);

  private final String sessionId;
  private final LongSupplier nanoTime;
  private long taken;
  private @Nullable KernelConnection connection;

  /** Dropped from the journal while they waited in the connection; most of them get written. */
  private final Deque<JournalEntry> droppedInFlight = new ArrayDeque<>();

  private long missedMessages;
  private long missedBytes;
  private @Nullable RawMessage lastMissed;
  private OptionalLong noticeAt = OptionalLong.empty();

  /**
   * A client that wants what comes after a position.
   *
   * @param nanoTime such as {@link System#nanoTime}
   */
  ClientQueue(String sessionId, long position, LongSupplier nanoTime) {
    this.sessionId = sessionId;
    this.taken = position;
    this.nanoTime = nanoTime;
  }

  String sessionId() {
    return sessionId;
  }

  Optional<KernelConnection> connection() {
    return Optional.ofNullable(connection);
  }

  boolean isConnectedBy(KernelConnection candidate) {
    return connection == candidate;
  }

  /** Goes on over a new connection, where the last one had stopped. */
  void connect(KernelConnection next) {
    disconnect();
    next.startAt(taken);
    connection = next;
  }

  /** Goes back to what was really written: what waited in the lost connection is sent again. */
  void disconnect() {
    if (connection != null) {
      taken = connection.writtenPosition();
      connection = null;
      forgetWritten(taken);
      droppedInFlight.forEach(this::missed);
      droppedInFlight.clear();
    }
  }

  /** Everything up to here has been written. */
  long writtenPosition() {
    return connection == null ? taken : connection.writtenPosition();
  }

  /** Notes that a message was dropped that this client may not have. */
  void dropped(JournalEntry entry) {
    if (!entry.isFor(this)) {
      return;
    }
    if (entry.position() > taken) {
      missed(entry);
      return;
    }
    forgetWritten(writtenPosition());
    if (entry.position() > writtenPosition()) {
      droppedInFlight.add(entry);
    }
  }

  private void missed(JournalEntry entry) {
    missedMessages++;
    missedBytes += entry.message().size();
    lastMissed = entry.message();
  }

  private void forgetWritten(long position) {
    while (!droppedInFlight.isEmpty() && droppedInFlight.getFirst().position() <= position) {
      droppedInFlight.removeFirst();
    }
  }

  /**
   * The next messages, as many as go out in one breath. A notice tells of a gap: at once the first
   * time, then at most every two seconds, and in any case before anything that is not mere output,
   * such as the end of the cell.
   */
  List<Outgoing> take(OutputJournal journal) {
    long before = taken;
    List<JournalEntry> entries = next(journal);
    List<Outgoing> batch = new ArrayList<>(entries.size() + 1);
    if (lastMissed != null && isTimeForNotice(entries)) {
      RawMessage notice =
          SlowClientPolicy.notice(missedMessages, missedBytes, lastMissed.parentHeader());
      batch.add(new Outgoing(Channel.IOPUB, notice, before));
      missedMessages = 0;
      missedBytes = 0;
      lastMissed = null;
      noticeAt = OptionalLong.of(nanoTime.getAsLong());
    }
    List<JournalEntry> frames =
        entries.size() < BEHIND ? entries : SlowClientPolicy.mergeStreams(entries);
    frames.forEach(
        entry -> batch.add(new Outgoing(entry.channel(), entry.message(), entry.position())));
    return batch;
  }

  private List<JournalEntry> next(OutputJournal journal) {
    List<JournalEntry> entries = new ArrayList<>();
    long bytes = 0;
    while (entries.size() < BATCH_MESSAGES && bytes < BATCH_BYTES) {
      Optional<JournalEntry> next = journal.firstAfter(taken);
      if (next.isEmpty()) {
        break;
      }
      taken = next.get().position();
      if (next.get().isFor(this)) {
        bytes += next.get().cost();
        entries.add(next.get());
      }
    }
    return entries;
  }

  private boolean isTimeForNotice(List<JournalEntry> entries) {
    if (entries.isEmpty()) {
      return false;
    }
    return noticeAt.isEmpty()
        || nanoTime.getAsLong() - noticeAt.getAsLong() >= BETWEEN_NOTICES.toNanos()
        || entries.stream().anyMatch(entry -> !SlowClientPolicy.isExpendable(entry.messageType()));
  }
}
