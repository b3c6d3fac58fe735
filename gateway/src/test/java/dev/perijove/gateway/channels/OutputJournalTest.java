package dev.perijove.gateway.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.RawMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputJournalTest {

  private static final byte[] EMPTY = "{}".getBytes(UTF_8);

  private static RawMessage message(String content) {
    return new RawMessage(List.of(), EMPTY, EMPTY, EMPTY, content.getBytes(UTF_8), List.of());
  }

  private static List<JournalEntry> append(OutputJournal journal, String type) {
    return journal.append(Channel.IOPUB, message(type), type, Optional.empty());
  }

  private static List<String> types(OutputJournal journal) {
    List<String> types = new ArrayList<>();
    Optional<JournalEntry> next = journal.firstAfter(0);
    while (next.isPresent()) {
      types.add(next.get().messageType());
      next = journal.firstAfter(next.get().position());
    }
    return types;
  }

  @Test
  void messages_are_read_in_order_from_any_position() {
    OutputJournal journal = new OutputJournal(10, 1 << 20);
    append(journal, "status");
    append(journal, "stream");

    assertThat(types(journal)).containsExactly("status", "stream");
    assertThat(journal.firstAfter(1).orElseThrow().messageType()).isEqualTo("stream");
    assertThat(journal.firstAfter(2)).isEmpty();
  }

  @Test
  void printed_text_goes_first_and_what_cells_live_by_stays() {
    OutputJournal journal = new OutputJournal(4, 1 << 20);
    for (String type :
        List.of("status", "stream", "display_data", "execute_result", "execute_reply", "status")) {
      append(journal, type);
    }

    assertThat(types(journal))
        .containsExactly("status", "execute_result", "execute_reply", "status");
    assertThat(journal.dropped()).isEqualTo(2);
  }

  @Test
  void without_anything_expendable_the_oldest_goes() {
    OutputJournal journal = new OutputJournal(2, 1 << 20);
    append(journal, "execute_input");
    append(journal, "status");

    assertThat(append(journal, "error"))
        .extracting(JournalEntry::messageType)
        .containsExactly("execute_input");
  }

  @Test
  void the_bound_of_bytes_holds_too() {
    OutputJournal journal = new OutputJournal(1_000, 10_000);
    for (int i = 0; i < 100; i++) {
      append(journal, "stream");
    }

    assertThat(journal.bytes()).isLessThanOrEqualTo(10_000);
    assertThat(journal.size()).isLessThan(20);
  }

  @Test
  void one_large_message_stays_when_the_next_one_comes() {
    OutputJournal journal = new OutputJournal(1_000, 10_000);
    journal.append(Channel.IOPUB, message("x".repeat(50_000)), "display_data", Optional.empty());
    append(journal, "status");
    append(journal, "execute_reply");

    assertThat(types(journal)).containsExactly("display_data", "status", "execute_reply");
  }

  @Test
  void what_everybody_has_is_forgotten() {
    OutputJournal journal = new OutputJournal(10, 1 << 20);
    append(journal, "stream");
    append(journal, "status");

    journal.forgetThrough(1);

    assertThat(types(journal)).containsExactly("status");
    journal.forgetThrough(2);
    assertThat(journal.bytes()).isZero();
  }
}
