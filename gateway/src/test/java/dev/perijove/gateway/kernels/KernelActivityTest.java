package dev.perijove.gateway.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.protocol.Header;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.ExecuteRequest;
import dev.perijove.protocol.content.KernelInfoRequest;
import dev.perijove.protocol.content.Status;
import dev.perijove.protocol.content.StreamOutput;
import dev.perijove.protocol.wire.MalformedMessageException;
import dev.perijove.protocol.wire.MessageCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class KernelActivityTest {

  private final MessageCodec codec = new MessageCodec();
  private Instant now = Instant.parse("2026-11-24T00:00:00Z");
  private final KernelActivity activity =
      new KernelActivity(
          new Clock() {
            @Override
            public java.time.ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          });
  private final Message<ExecuteRequest> work = Message.of("client", ExecuteRequest.of("1"));
  private final Message<KernelInfoRequest> question = Message.of("client", new KernelInfoRequest());

  private void published(Message<?> parent, Content content) throws MalformedMessageException {
    now = now.plus(Duration.ofMinutes(1));
    RawMessage message = codec.encode(parent.child("kernel", content));
    activity.published(message, codec.route(message));
  }

  @Test
  void a_kernel_that_answers_a_question_has_started_and_is_idle() throws Exception {
    assertThat(activity.state()).isEqualTo(ExecutionState.STARTING);

    published(question, Status.busy());

    assertThat(activity.state()).isEqualTo(ExecutionState.IDLE);
  }

  @Test
  void work_makes_it_busy_and_its_end_idle() throws Exception {
    activity.ready();
    published(work, Status.busy());
    assertThat(activity.state()).isEqualTo(ExecutionState.BUSY);

    published(work, Status.idle());
    assertThat(activity.state()).isEqualTo(ExecutionState.IDLE);
  }

  @Test
  void a_question_changes_neither_the_state_nor_the_time() throws Exception {
    activity.ready();
    Instant before = activity.lastActivity();

    published(question, Status.busy());

    assertThat(activity.state()).isEqualTo(ExecutionState.IDLE);
    assertThat(activity.lastActivity()).isEqualTo(before);
  }

  @Test
  void while_busy_everything_is_activity() throws Exception {
    activity.ready();
    published(work, Status.busy());

    published(question, StreamOutput.stdout("x"));

    assertThat(activity.lastActivity()).isEqualTo(now);
  }

  @Test
  void a_word_of_starting_that_comes_after_the_first_answer_changes_nothing() throws Exception {
    activity.ready();
    RawMessage late = codec.encode(Message.of(Header.of("status", "kernel"), Status.starting()));

    activity.published(late, codec.route(late));

    assertThat(activity.state()).isEqualTo(ExecutionState.IDLE);
  }

  @Test
  void a_dead_kernel_stays_dead_whatever_still_arrives() throws Exception {
    activity.dead();

    published(work, Status.idle());

    assertThat(activity.state()).isEqualTo(ExecutionState.DEAD);
  }
}
