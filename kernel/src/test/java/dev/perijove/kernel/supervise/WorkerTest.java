package dev.perijove.kernel.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a program in a worker process does, seen from the front. */
@Timeout(60)
class WorkerTest {
  private static TestProgram program;

  @BeforeAll
  static void startsOnce() throws Exception {
    program = TestProgram.start();
  }

  @AfterAll
  static void ends() {
    program.close();
  }

  @Test
  void an_expression_gives_its_value_as_plain_text() {
    assertThat(program.value("1+1")).isEqualTo("2");
  }

  @Test
  void variables_are_kept_from_cell_to_cell() {
    program.run("int kept = 20;");
    assertThat(program.value("kept * 2 + 2")).isEqualTo("42");
  }
}
