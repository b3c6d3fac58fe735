package dev.perijove.gateway.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.content.StreamOutput;
import dev.perijove.protocol.wire.MalformedMessageException;
import dev.perijove.protocol.wire.MessageCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlowClientPolicyTest {

  private long position;

  private JournalEntry entry(String type, String parent, String content) {
    RawMessage message =
        new RawMessage(
            List.of(),
            "{}".getBytes(UTF_8),
            parent.getBytes(UTF_8),
            "{}".getBytes(UTF_8),
            content.getBytes(UTF_8),
            List.of());
    return new JournalEntry(++position, Channel.IOPUB, message, type, Optional.empty());
  }

  private JournalEntry stream(String parent, String name, String text) {
    return entry("stream", parent, "{\"name\":\"%s\",\"text\":\"%s\"}".formatted(name, text));
  }

  private static List<String> contents(List<JournalEntry> entries) {
    return entries.stream().map(e -> new String(e.message().content(), UTF_8)).toList();
  }

  @Test
  void texts_of_one_cell_and_one_stream_become_one_at_the_position_of_the_last() {
    List<JournalEntry> merged =
        SlowClientPolicy.mergeStreams(
            List.of(
                stream("{1}", "stdout", "a"),
                stream("{1}", "stdout", "b"),
                stream("{1}", "stdout", "c")));

    assertThat(contents(merged)).containsExactly("{\"name\":\"stdout\",\"text\":\"abc\"}");
    assertThat(merged.get(0).position()).isEqualTo(3);
  }

  @Test
  void nothing_moves_past_another_cell_another_stream_or_another_message() {
    List<JournalEntry> entries =
        List.of(
            stream("{1}", "stdout", "a"),
            stream("{1}", "stderr", "b"),
            stream("{1}", "stdout", "c"),
            stream("{2}", "stdout", "d"),
            entry("display_data", "{2}", "{}"),
            stream("{2}", "stdout", "e"));

    assertThat(SlowClientPolicy.mergeStreams(entries)).isEqualTo(entries);
  }

  @Test
  void what_is_not_plain_text_stays_as_it_came() {
    List<JournalEntry> entries =
        List.of(
            entry("stream", "{1}", "{\"name\":\"stdout\",\"text\":\"a\",\"more\":1}"),
            entry("stream", "{1}", "not json"),
            stream("{1}", "stdout", "a"),
            entry("stream", "{1}", "{\"name\":\"stdout\"}"));

    assertThat(SlowClientPolicy.mergeStreams(entries)).isEqualTo(entries);
  }

  @Test
  void halves_of_a_character_find_each_other() {
    List<JournalEntry> merged =
        SlowClientPolicy.mergeStreams(
            List.of(stream("{1}", "stdout", "\\ud83d"), stream("{1}", "stdout", "\\ude00")));

    assertThat(contents(merged)).containsExactly("{\"name\":\"stdout\",\"text\":\"😀\"}");
  }

  @Test
  void merged_texts_have_a_limit() {
    List<JournalEntry> entries = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      entries.add(stream("{1}", "stdout", "x".repeat(50_000)));
    }

    List<JournalEntry> merged = SlowClientPolicy.mergeStreams(entries);

    assertThat(merged).hasSize(5);
    assertThat(merged.get(4).position()).isEqualTo(10);
  }

  @Test
  void a_notice_is_an_error_text_of_the_cell_that_lost_output() throws MalformedMessageException {
    RawMessage notice =
        SlowClientPolicy.notice(1234, 567_890, "{\"msg_id\":\"cell\"}".getBytes(UTF_8));

    assertThat(new String(notice.parentHeader(), UTF_8)).contains("cell");
    StreamOutput content = (StreamOutput) new MessageCodec().decode(notice).content();
    assertThat(content.name()).isEqualTo("stderr");
    assertThat(content.text()).contains("1,234 messages").contains("567,890 bytes");
  }
}
