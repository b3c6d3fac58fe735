package dev.perijove.kernel.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.kernel.engine.InvocationOutcome;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jdk.jshell.JShell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No worker outlives its front, however the front ends. */
@Timeout(60)
class OrphanTest {

  /** A front of its own: prints its worker's process id while the worker's code runs for ever. */
  static final class Front {
    public static void main(String[] arguments) throws Exception {
      WorkerSupervisor supervisor =
          WorkerSupervisor.start(WorkerConfig.of(Path.of(arguments[0])), new Printing());
      JShell shell =
          JShell.builder().executionEngine(supervisor.executionControlProvider(), Map.of()).build();
      supervisor.beginCell(1);
      shell.eval(
          "{ System.out.println(ProcessHandle.current().pid());"
              + " while (true) { try { Thread.sleep(1000); } catch (Throwable t) {} } }");
    }
  }

  private static final class Printing implements WorkerEvents {
    @Override
    public void output(long cell, Stream stream, String text) {
      System.out.print(text);
      System.out.flush();
    }

    @Override
    public void display(long cell, Map<String, String> bundle, Optional<String> id, boolean up) {}

    @Override
    public void clearOutput(long cell, boolean wait) {}

    @Override
    public void page(long cell, String text) {}

    @Override
    public String input(long cell, String prompt, boolean password) throws InputRefusedException {
      throw new InputRefusedException("nobody is there");
    }

    @Override
    public void workerLost(InvocationOutcome.WorkerLost loss) {}
  }

  @Test
  void a_worker_ends_when_its_front_is_killed() throws Exception {
    Process front =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Front.class.getName(),
                TestProgram.workerClasses().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(front.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      assertThat(line).isNotNull();
      ProcessHandle worker = ProcessHandle.of(Long.parseLong(String.valueOf(line))).orElseThrow();

      front.destroyForcibly();

      assertThat(worker.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
    } finally {
      front.destroyForcibly();
    }
  }

  @Test
  void a_worker_ends_with_its_supervisor() throws Exception {
    long pid;
    try (TestProgram program = TestProgram.start()) {
      pid = Long.parseLong(program.value("ProcessHandle.current().pid()"));
    }

    assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive))
        .isNotEqualTo(java.util.Optional.of(true));
  }
}
