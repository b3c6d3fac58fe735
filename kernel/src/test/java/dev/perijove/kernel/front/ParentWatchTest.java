package dev.perijove.kernel.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class ParentWatchTest {
  private static final ParentWatch.Place WITH_PARENT = place(200, Optional.of(100L));

  private final CountDownLatch ended = new CountDownLatch(1);

  @Test
  void the_end_of_the_parent_is_told() throws Exception {
    Process parent = new ProcessBuilder("sleep", "600").start();
    ParentWatch.start(parent.pid(), WITH_PARENT, ended::countDown);
    assertThat(ended.getCount()).isOne();

    parent.destroyForcibly();

    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_parent_that_has_ended_before_we_looked_is_told_at_once() throws Exception {
    ParentWatch.start(endedPid(), place(200, Optional.of(1L)), ended::countDown);

    assertThat(ended.getCount()).isZero();
  }

  @Test
  void a_kernel_that_is_in_a_container_without_its_parent_lives() throws Exception {
    long outside = endedPid();

    ParentWatch.start(outside, WITH_PARENT, ended::countDown);
    ParentWatch.start(outside, place(1, Optional.empty()), ended::countDown);
    ParentWatch.start(outside, place(200, Optional.empty()), ended::countDown);

    assertThat(ended.getCount()).isOne();
  }

  @Test
  void the_place_of_this_process_is_what_the_system_says() {
    ParentWatch.Place place = ParentWatch.Place.current();

    assertThat(place.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(place.parent()).isEqualTo(ProcessHandle.current().parent().map(ProcessHandle::pid));
  }

  private static ParentWatch.Place place(long pid, Optional<Long> parent) {
    return new ParentWatch.Place(pid, parent);
  }

  /** The number of a process that is no more. */
  private static long endedPid() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    return gone.pid();
  }
}
