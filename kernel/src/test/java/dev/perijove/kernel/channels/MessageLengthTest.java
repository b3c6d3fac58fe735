package dev.perijove.kernel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.protocol.content.DisplayData;
import dev.perijove.protocol.content.ErrorOutput;
import dev.perijove.protocol.content.ExecuteInput;
import dev.perijove.protocol.content.ExecuteResult;
import dev.perijove.protocol.content.MimeBundle;
import dev.perijove.protocol.content.Status;
import dev.perijove.protocol.content.UpdateDisplayData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MessageLengthTest {
  private static final String LONG = "x".repeat(1_000);

  @Test
  void every_form_of_what_is_shown_counts() {
    MimeBundle two = MimeBundle.ofText(Map.of("text/plain", LONG, "text/html", LONG));

    assertThat(MessageLength.of(ExecuteResult.of(1, two))).isEqualTo(2_000);
    assertThat(MessageLength.of(new DisplayData(two, Map.of()))).isEqualTo(2_000);
    assertThat(MessageLength.of(new UpdateDisplayData(two, Map.of()))).isEqualTo(2_000);
  }

  @Test
  void a_tree_counts_with_all_its_leaves() {
    MimeBundle tree =
        MimeBundle.of(
            Map.of(
                "application/json",
                JsonMapper.shared()
                    .readTree("{\"a\": [\"" + LONG + "\", {\"b\": \"" + LONG + "\"}]}")));

    assertThat(MessageLength.of(ExecuteResult.of(1, tree))).isBetween(2_000, 2_100);
  }

  @Test
  void code_and_errors_count_and_what_is_always_short_does_not() {
    assertThat(MessageLength.of(new ExecuteInput(LONG, 1))).isEqualTo(1_000);
    assertThat(MessageLength.of(new ErrorOutput("E", "v", List.of(LONG, LONG)))).isEqualTo(2_001);
    assertThat(MessageLength.of(Status.busy())).isZero();
  }
}
