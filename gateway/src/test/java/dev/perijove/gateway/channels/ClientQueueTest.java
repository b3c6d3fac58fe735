package dev.perijove.gateway.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.gateway.channels.ClientQueue.Outgoing;
import dev.perijove.protocol.Channel;
import dev.perijove.protocol.RawMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientQueueTest {

  private static final byte[] EMPTY = "{}".getBytes(UTF_8);

  private final OutputJournal journal = new OutputJournal(4, 1 << 20);
  private long now;
  private final ClientQueue client = new ClientQueue("a", 0, () -> now);
  private final ClientQueue other = new ClientQueue("b", 0, () -> now);

  private void append(String type, Optional<ClientQueue> recipient) {
    RawMessage message =
        new RawMessage(List.of(), EMPTY, EMPTY, EMPTY, type.getBytes(UTF_8), List.of());
    journal.append(Channel.IOPUB, message, type, recipient).forEach(client::dropped);
  }

  private void flood(int messages) {
    for (int i = 0; i < messages; i++) {
      append("stream", Optional.empty());
    }
  }

  private List<String> take() {
    return client.take(journal).stream().map(ClientQueueTest::show).toList();
  }

  private static String show(Outgoing outgoing) {
    String content = new String(outgoing.message().content(), UTF_8);
    return content.contains("dropped")
        ? content.replaceAll(".*?([0-9]+ messages).*", "$1")
        : content;
  }

  @Test
  void a_client_gets_what_is_for_all_and_for_itself_once() {
    append("status", Optional.empty());
    append("execute_reply", Optional.of(client));
    append("complete_reply", Optional.of(other));

    assertThat(take()).containsExactly("status", "execute_reply");
    assertThat(take()).isEmpty();
  }

  @Test
  void the_first_gap_is_told_at_once_in_its_place() {
    flood(10);

    assertThat(take()).containsExactly("6 messages", "stream", "stream", "stream", "stream");
  }

  @Test
  void further_gaps_are_told_together_after_a_while() {
    flood(10);
    take();

    flood(10);
    assertThat(take()).containsExactly("stream", "stream", "stream", "stream");
    flood(10);
    now += Duration.ofSeconds(2).toNanos();

    assertThat(take()).startsWith("12 messages");
  }

  @Test
  void a_gap_is_told_before_the_cell_ends() {
    flood(10);
    take();

    flood(10);
    append("status", Optional.empty());

    assertThat(take()).containsExactly("7 messages", "stream", "stream", "stream", "status");
  }

  @Test
  void what_was_for_another_client_is_no_gap() {
    for (int i = 0; i < 10; i++) {
      append("stream", Optional.of(other));
    }

    append("status", Optional.empty());
    assertThat(take()).containsExactly("status");
  }
}
