package dev.perijove.gateway.channels;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.RawMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
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

  private final String sessionId;
  private long taken;
  private @Nullable KernelConnection connection;

  /** Dropped from the journal while they waited in the connection; most of them get written. */
  private final Deque<JournalEntry> droppedInFlight = new ArrayDeque<>();

  private long missedMessages;
  private long missedBytes;
  private @Nullable RawMessage lastMissed;

  ClientQueue(String sessionId, long position) {
    this.sessionId = sessionId;
    this.taken = position;
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

  /** The next messages, as many as go out in one breath, with a notice in the place of a gap. */
  List<Outgoing> take(OutputJournal journal) {
    List<Outgoing> batch = new ArrayList<>();
    if (lastMissed != null) {
      RawMessage notice =
          SlowClientPolicy.notice(missedMessages, missedBytes, lastMissed.parentHeader());
      batch.add(new Outgoing(Channel.IOPUB, notice, taken));
      missedMessages = 0;
      missedBytes = 0;
      lastMissed = null;
    }
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
    List<JournalEntry> frames =
        entries.size() < BEHIND ? entries : SlowClientPolicy.mergeStreams(entries);
    frames.forEach(
        entry -> batch.add(new Outgoing(entry.channel(), entry.message(), entry.position())));
    return batch;
  }
}
