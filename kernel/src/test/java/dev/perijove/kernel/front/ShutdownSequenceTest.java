package dev.perijove.kernel.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ShutdownSequenceTest {
  private final ShutdownSequence sequence = new ShutdownSequence();
  private final List<String> stopped = new CopyOnWriteArrayList<>();

  @Test
  void what_was_started_last_is_stopped_first_and_only_once() throws Exception {
    sequence.add("one", () -> stopped.add("one"));
    sequence.add("two", () -> stopped.add("two"));

    sequence.begin("first");
    sequence.begin("second");
    sequence.await();

    assertThat(stopped).containsExactly("two", "one");
  }

  @Test
  void a_step_that_fails_keeps_no_other_from_being_tried() throws Exception {
    sequence.add("one", () -> stopped.add("one"));
    sequence.add(
        "two",
        () -> {
          throw new IOException("thrown by the test");
        });

    sequence.begin("test");
    sequence.await();

    assertThat(stopped).containsExactly("one");
  }
}
