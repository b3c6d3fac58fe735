package dev.perijove.gateway.channels;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.content.StreamOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What happens to a client that reads more slowly than the kernel writes, or that is away.
 *
 * <ul>
 *   <li>It gets nothing more once its socket is full; what it has not got stays in the {@link
 *       OutputJournal}. Nobody waits for it: not the other clients, not an event loop, not the
 *       kernel.
 *   <li>When it reads again, stream texts of one cell that stand next to each other come as one
 *       message ({@link #mergeStreams}): the same text in far fewer frames.
 *   <li>When the journal is full its oldest printed text and displays are dropped first ({@link
 *       #isExpendable}). States, replies, results, errors, input requests and comms are kept as
 *       long as anything else can go: without them a cell would look as if it ran for ever. In the
 *       place of the gap the client gets a {@linkplain #notice notice} on the cell's stderr.
 * </ul>
 *
 * <p>The kernel's iopub socket is read even when every client is slow. A kernel publishes on a PUB
 * socket, which drops what its subscriber does not take, silently and without regard to what it is;
 * to stop reading would move the loss to where nobody could choose or report it.
 */
final class SlowClientPolicy {

  private static final Set<String> EXPENDABLE =
      Set.of("stream", "display_data", "update_display_data", "debug_event");

  private static final int LARGEST_MERGED_TEXT = 128 * 1024;

  private SlowClientPolicy() {}

  /** Whether a client still has a true picture of its cells without this message. */
  static boolean isExpendable(String messageType) {
    return EXPENDABLE.contains(messageType);
  }

  /** Tells a client, on the stderr of the cell with this parent header, that it missed output. */
  static RawMessage notice(long messages, long bytes, byte[] parentHeader) {
    String text =
        "%n[%,d messages (%,d bytes) of output were dropped: they came faster than this page read them, or while it was away. Print less, or write to a file.]%n"
            .formatted(messages, bytes)
            .replace(System.lineSeparator(), "\n");
    return GatewayMessages.childOf(parentHeader, StreamOutput.stderr(text));
  }

  /**
   * The same texts in fewer messages: a run of stream messages with the same parent header and the
   * same stream becomes one, at the position of its last.
   */
  static List<JournalEntry> mergeStreams(List<JournalEntry> entries) {
    List<JournalEntry> merged = new ArrayList<>(entries.size());
    int next = 0;
    while (next < entries.size()) {
      JournalEntry first = entries.get(next);
      int end = endOfRun(entries, next);
      if (end - next == 1) {
        merged.add(first);
      } else {
        mergeRun(entries.subList(next, end), merged);
      }
      next = end;
    }
    return merged;
  }

  private static int endOfRun(List<JournalEntry> entries, int start) {
    JournalEntry first = entries.get(start);
    int end = start + 1;
    while (isPlainStream(first)
        && end < entries.size()
        && isPlainStream(entries.get(end))
        && Arrays.equals(
            first.message().parentHeader(), entries.get(end).message().parentHeader())) {
      end++;
    }
    return end;
  }

  private static boolean isPlainStream(JournalEntry entry) {
    return entry.channel() == Channel.IOPUB
        && entry.messageType().equals("stream")
        && entry.message().buffers().isEmpty();
  }

  private static void mergeRun(List<JournalEntry> run, List<JournalEntry> merged) {
    JournalEntry current = run.get(0);
    Optional<StreamText> text = StreamText.of(current.message());
    int pieces = 1;
    for (JournalEntry entry : run.subList(1, run.size())) {
      Optional<StreamText> more = StreamText.of(entry.message());
      if (text.isPresent()
          && more.isPresent()
          && text.get().canTake(more.get(), LARGEST_MERGED_TEXT)) {
        text.get().take(more.get());
        pieces++;
      } else {
        merged.add(pieces == 1 ? current : current.withContent(text.orElseThrow().content()));
        text = more;
        pieces = 1;
      }
      current = entry;
    }
    merged.add(pieces == 1 ? current : current.withContent(text.orElseThrow().content()));
  }
}
