package dev.perijove.kernel.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.protocol.Header;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.ExecuteResult;
import dev.perijove.protocol.content.MimeBundle;
import dev.perijove.protocol.content.Status;
import dev.perijove.protocol.content.StreamOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class IopubQueueTest {
  private final IopubQueue queue = new IopubQueue("session");
  private final Header one = Header.of("execute_request", "client");
  private final Header two = Header.of("execute_request", "client");

  @Test
  void text_that_waits_is_joined_and_text_taken_at_once_is_not() throws Exception {
    queue.putText(one, "stdout", "a");
    assertThat(take()).isEqualTo(StreamOutput.stdout("a"));

    queue.putText(one, "stdout", "b");
    queue.putText(one, "stdout", "c");

    assertThat(take()).isEqualTo(StreamOutput.stdout("bc"));
  }

  @Test
  void text_of_another_stream_or_cell_or_after_another_message_keeps_its_place() throws Exception {
    queue.putText(one, "stdout", "a");
    queue.putText(one, "stderr", "b");
    queue.putText(two, "stderr", "c");
    queue.put(Message.childOf(two, "session", Status.idle()));
    queue.putText(two, "stderr", "d");
    queue.close();

    assertThat(all())
        .containsExactly(
            StreamOutput.stdout("a"),
            StreamOutput.stderr("b"),
            StreamOutput.stderr("c"),
            Status.idle(),
            StreamOutput.stderr("d"));
  }

  @Test
  void a_long_result_counts_as_text_and_what_comes_after_it_waits_like_text() throws Exception {
    queue.put(result("x".repeat(1 << 20)));
    CountDownLatch done = new CountDownLatch(1);
    Thread displaying =
        new Thread(
            () -> {
              try {
                queue.put(result("y"));
                done.countDown();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    displaying.start();
    while (displaying.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertThat(done.getCount()).isEqualTo(1);

    take();

    assertThat(done.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void who_prints_too_much_waits_until_something_is_taken() throws Exception {
    String text = "x".repeat(10_000);
    CountDownLatch done = new CountDownLatch(1);
    Thread printing =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < 300; i++) {
                  queue.putText(one, "stdout", text);
                }
                done.countDown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    printing.start();

    int length = 0;
    while (length < 3_000_000) {
      length += ((StreamOutput) take()).text().length();
      assertThat(length).isLessThanOrEqualTo(3_000_000);
    }
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    printing.join();
  }

  @Test
  void who_must_not_wait_is_refused_beyond_the_reserve() {
    int accepted = 0;
    while (queue.offer(Message.of("session", Status.busy()))) {
      accepted++;
      assertThat(accepted).isLessThan(100_000);
    }
    assertThat(accepted).isGreaterThan(1_000);
  }

  @Test
  void a_closed_queue_gives_what_it_has_and_lets_waiting_senders_go() throws Exception {
    queue.putText(one, "stdout", "x".repeat(2_000_000));
    Thread waiting =
        new Thread(
            () -> {
              try {
                queue.putText(one, "stdout", "more");
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    waiting.start();

    queue.close();
    waiting.join();

    assertThat(all()).hasSize(1);
  }

  private Message<?> result(String text) {
    return Message.childOf(
        one, "session", ExecuteResult.of(1, MimeBundle.ofText(Map.of("text/plain", text))));
  }

  private Content take() throws InterruptedException {
    return queue.take().orElseThrow().content();
  }

  private List<Content> all() throws InterruptedException {
    List<Content> contents = new ArrayList<>();
    while (true) {
      var next = queue.take();
      if (next.isEmpty()) {
        return contents;
      }
      contents.add(next.get().content());
    }
  }
}
