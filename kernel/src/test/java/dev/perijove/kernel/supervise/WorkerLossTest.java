package dev.perijove.kernel.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.kernel.engine.InvocationOutcome;
import dev.perijove.kernel.engine.InvocationOutcome.Reason;
import dev.perijove.kernel.engine.InvocationOutcome.Threw;
import dev.perijove.kernel.engine.InvocationOutcome.WorkerLost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a program ends, what the person is told, and that the next one is there. */
@Timeout(90)
class WorkerLossTest {

  @Test
  void system_exit_ends_the_program_and_is_told_from_a_crash() throws Exception {
    try (TestProgram program = TestProgram.start()) {
      InvocationOutcome outcome =
          program.run("int x = 1;", "System.out.println(\"bye\"); ", "System.exit(3);");

      assertThat(outcome).isInstanceOf(WorkerLost.class);
      WorkerLost lost = (WorkerLost) outcome;
      assertThat(lost.reason()).isEqualTo(Reason.EXIT);
      assertThat(lost.exitCode()).isEqualTo(3);
      assertThat(lost.detail()).contains("System.exit(3)").contains("variables are gone");
      assertThat(program.out()).contains("bye");
    }
  }

  @Test
  void after_a_loss_the_next_shell_gets_a_fresh_program() throws Exception {
    try (TestProgram program = TestProgram.start()) {
      program.run("int x = 1;", "Runtime.getRuntime().halt(0);");

      program.restart();

      assertThat(program.value("int x = 5;", "x")).isEqualTo("5");
    }
  }

  @Test
  void shutdown_hooks_of_a_program_that_exits_run_and_print() throws Exception {
    try (TestProgram program = TestProgram.start()) {
      program.run(
          "Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(\"hook\")));",
          "System.exit(0);");

      program.awaitText("hook");
    }
  }

  @Test
  void halt_is_told_with_its_exit_code() throws Exception {
    try (TestProgram program = TestProgram.start()) {
      WorkerLost lost = (WorkerLost) program.run("Runtime.getRuntime().halt(7);");

      assertThat(lost.reason()).isEqualTo(Reason.EXIT);
      assertThat(lost.exitCode()).isEqualTo(7);
      assertThat(lost.detail()).contains("exit code 7");
    }
  }

  @Test
  void a_killed_process_is_a_crash_that_names_the_signal() throws Exception {
    try (TestProgram program = TestProgram.start()) {
      long pid = Long.parseLong(program.value("ProcessHandle.current().pid()"));
      CompletableFuture<InvocationOutcome> running =
          program.begin("{ System.out.println(\"on\"); Thread.sleep(100_000); }");
      program.awaitText("on");

      ProcessHandle.of(pid).orElseThrow().destroyForcibly();

      WorkerLost lost = (WorkerLost) running.get(20, TimeUnit.SECONDS);
      assertThat(lost.reason()).isEqualTo(Reason.CRASHED);
      assertThat(lost.exitCode()).isEqualTo(137);
      assertThat(lost.detail()).contains("SIGKILL").contains("memory");
    }
  }

  @Test
  void a_process_that_dies_while_idle_is_reported() throws Exception {
    try (TestProgram program = TestProgram.start()) {
      long pid = Long.parseLong(program.value("ProcessHandle.current().pid()"));

      ProcessHandle.of(pid).orElseThrow().destroyForcibly();

      assertThat(program.awaitLoss().reason()).isEqualTo(Reason.CRASHED);
      assertThat(program.run("1+1")).isInstanceOf(WorkerLost.class);
      program.restart();
      assertThat(program.value("1+1")).isEqualTo("2");
    }
  }

  /** The process's end is seen at once, the end of its output not until its child ends. */
  @Test
  void a_cell_run_while_a_child_of_the_killed_process_lives_is_told_of_the_loss() throws Exception {
    try (TestProgram program = TestProgram.start()) {
      long pid = Long.parseLong(program.value("ProcessHandle.current().pid()"));
      long child =
          Long.parseLong(
              program.value("new ProcessBuilder(\"sleep\", \"60\").inheritIO().start().pid()"));
      ProcessHandle worker = ProcessHandle.of(pid).orElseThrow();

      worker.destroyForcibly();
      worker.onExit().join();
      InvocationOutcome outcome = program.run("int v = 40 + 2;");
      ProcessHandle.of(child).orElseThrow().destroyForcibly();

      assertThat(outcome).isInstanceOf(WorkerLost.class);
      assertThat(((WorkerLost) outcome).detail()).contains("SIGKILL");
      program.restart();
      assertThat(program.value("int v = 40 + 2;", "v")).isEqualTo("42");
    }
  }

  @Test
  void a_loss_that_a_cell_was_told_of_is_not_told_again() throws Exception {
    try (TestProgram program = TestProgram.start()) {
      assertThat(program.run("System.exit(3);")).isInstanceOf(WorkerLost.class);
      program.restart();
      long pid = Long.parseLong(program.value("ProcessHandle.current().pid()"));

      ProcessHandle.of(pid).orElseThrow().destroyForcibly();

      assertThat(program.awaitLoss().exitCode()).isEqualTo(137);
      assertThat(program.isLost()).isTrue();
      program.restart();
      assertThat(program.isLost()).isFalse();
    }
  }

  @Test
  void a_program_that_died_while_it_started_is_told_to_the_cell_and_replaced_for_the_next(
      @TempDir Path home) throws Exception {
    javaThatIsKilledTheFirstTime(home);
    try (TestProgram program = TestProgram.start(config -> config.withJavaHome(home))) {
      WorkerLost lost = (WorkerLost) program.run("1+1");

      assertThat(lost.detail()).contains("did not start").contains("137");
      program.restart();
      long pid = Long.parseLong(program.value("ProcessHandle.current().pid()"));
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      assertThat(program.awaitLoss().detail()).contains("SIGKILL");
    }
  }

  private static void javaThatIsKilledTheFirstTime(Path home) throws IOException {
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    String real = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Files.writeString(
        java,
        "#!/bin/sh\nmkdir '%s' 2>/dev/null && kill -9 $$\nexec '%s' \"$@\"\n"
            .formatted(home.resolve("was-here"), real));
    assertThat(java.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void a_fault_of_the_virtual_machine_is_a_crash_and_points_at_its_report() throws Exception {
    try (TestProgram program = TestProgram.start()) {
      InvocationOutcome outcome =
          program.run(
              "java.lang.reflect.Field f = Class.forName(\"sun.misc.Unsafe\")"
                  + ".getDeclaredField(\"theUnsafe\");",
              "f.setAccessible(true);",
              "((sun.misc.Unsafe) f.get(null)).getLong(8);");

      WorkerLost lost = (WorkerLost) outcome;
      assertThat(lost.reason()).isEqualTo(Reason.CRASHED);
      Path report = reportIn(lost.detail());
      assertThat(report).content().contains("SIGSEGV");
      assertThat(Files.getPosixFilePermissions(report.getParent()))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
      Files.delete(report);
      program.close();
      assertThat(report.getParent()).doesNotExist();
    }
  }

  @Test
  void one_allocation_too_large_throws_and_keeps_the_program() throws Exception {
    try (TestProgram program = TestProgram.start(WorkerLossTest::smallHeap)) {
      Threw threw = (Threw) program.run("int kept = 4;", "new long[100_000_000];");

      assertThat(threw.error().className()).isEqualTo("java.lang.OutOfMemoryError");
      assertThat(program.value("kept")).isEqualTo("4");
    }
  }

  @Test
  void a_heap_that_a_cell_filled_is_free_again_after_its_error() throws Exception {
    try (TestProgram program = TestProgram.start(WorkerLossTest::smallHeap)) {
      Threw threw =
          (Threw)
              program.run(
                  "int kept = 4;",
                  "{ var list = new java.util.ArrayList<byte[]>();"
                      + " while (true) list.add(new byte[10_000]); }");

      assertThat(threw.error().className()).isEqualTo("java.lang.OutOfMemoryError");
      assertThat(program.value("kept")).isEqualTo("4");
    }
  }

  @Test
  void a_heap_that_stays_full_ends_in_an_error_or_a_loss_that_names_it() throws Exception {
    try (TestProgram program = TestProgram.start(WorkerLossTest::smallHeap)) {
      InvocationOutcome outcome =
          program.run(
              "var list = new java.util.LinkedList<Object>();",
              "while (true) list.add(new Object());");

      String told =
          outcome instanceof Threw threw
              ? threw.error().className()
              : ((WorkerLost) outcome).reason() + ((WorkerLost) outcome).detail();
      assertThat(told).containsAnyOf("java.lang.OutOfMemoryError", "OUT_OF_MEMORY");
    }
  }

  @Test
  void a_stack_overflow_throws_and_keeps_the_program() throws Exception {
    try (TestProgram program = TestProgram.start()) {
      Threw threw =
          (Threw) program.run("int kept = 4;", "int f(int n) { return f(n + 1) + 1; }", "f(0);");

      assertThat(threw.error().className()).isEqualTo("java.lang.StackOverflowError");
      assertThat(program.value("kept")).isEqualTo("4");
    }
  }

  @Test
  void code_that_nothing_stops_is_ended_with_its_process() throws Exception {
    try (TestProgram program =
        TestProgram.start(
            config ->
                config
                    .withJvmArguments(List.of("-Dperijove.hardStop=false"))
                    .withInterruptGrace(Duration.ofMillis(50), Duration.ofMillis(500)))) {
      CompletableFuture<InvocationOutcome> running =
          program.begin(
              "{ System.out.println(\"on\"); java.math.BigInteger.valueOf(3).pow(400_000_000); }");
      program.awaitText("on");

      program.interrupt();

      WorkerLost lost = (WorkerLost) running.get(20, TimeUnit.SECONDS);
      assertThat(lost.reason()).isEqualTo(Reason.KILLED_TO_INTERRUPT);
      assertThat(lost.detail()).contains("0.5 s");
    }
  }

  @Test
  void a_flag_that_java_refuses_is_shown_with_what_java_said() throws Exception {
    try (TestProgram program =
        TestProgram.start(config -> config.withJvmArguments(List.of("-Xmx1kilo")))) {
      WorkerLost lost = (WorkerLost) program.run("1+1");

      assertThat(lost.reason()).isEqualTo(Reason.CRASHED);
      assertThat(lost.detail()).contains("did not start").contains("-Xmx1kilo");
    }
  }

  private static Path reportIn(String detail) {
    Matcher named = Pattern.compile("report is (\\S+)").matcher(detail);
    assertThat(named.find()).as(detail).isTrue();
    return Path.of(named.group(1));
  }

  private static WorkerConfig smallHeap(WorkerConfig config) {
    return config.withJvmArguments(List.of("-Xmx48m"));
  }
}
