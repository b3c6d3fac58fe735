package dev.perijove.kernel.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.kernel.TestClient;
import dev.perijove.kernel.TestClient.Outcome;
import dev.perijove.protocol.Channel;
import dev.perijove.protocol.Header;
import dev.perijove.protocol.content.ErrorOutput;
import dev.perijove.protocol.content.ExecuteInput;
import dev.perijove.protocol.content.ExecuteReply;
import dev.perijove.protocol.content.ExecuteRequest;
import dev.perijove.protocol.content.HistoryEntry;
import dev.perijove.protocol.content.HistoryReply;
import dev.perijove.protocol.content.HistoryRequest;
import dev.perijove.protocol.content.InterruptRequest;
import dev.perijove.protocol.content.KernelInfoReply;
import dev.perijove.protocol.content.KernelInfoRequest;
import dev.perijove.protocol.content.ShutdownReply;
import dev.perijove.protocol.content.ShutdownRequest;
import dev.perijove.protocol.content.StreamOutput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How a kernel begins and ends. */
@Timeout(300)
class LifeIT {
  private static final String TURN_FOR_EVER = "System.out.println(\"in\"); while (true) {}";

  @TempDir Path directory;

  @Test
  void a_shutdown_request_is_answered_and_ends_kernel_and_worker() throws Exception {
    try (TestKernel kernel = TestKernel.start(directory);
        TestClient client = kernel.connect()) {
      client.run("1");
      ProcessHandle worker = kernel.worker();

      Header request = client.send(Channel.CONTROL, new ShutdownRequest(true));

      assertThat(client.replyTo(Channel.CONTROL, request).content())
          .isEqualTo(new ShutdownReply.Ok(true));
      assertThat(client.publishedUntilIdle(request)).contains(new ShutdownReply.Ok(true));
      assertThat(kernel.awaitEnd()).isZero();
      awaitEnd(worker);
    }
  }

  @Test
  void a_kernel_whose_cell_turns_for_ever_ends_when_it_is_asked_to() throws Exception {
    try (TestKernel kernel = TestKernel.start(directory);
        TestClient client = kernel.connect()) {
      Header cell = turnForEver(client);
      ProcessHandle worker = kernel.worker();

      client.send(Channel.CONTROL, new ShutdownRequest(false));

      assertThat(client.replyTo(Channel.SHELL, cell).content()).isNotNull();
      assertThat(kernel.awaitEnd()).isZero();
      awaitEnd(worker);
    }
  }

  @Test
  void a_kernel_that_is_killed_leaves_no_worker() throws Exception {
    try (TestKernel kernel = TestKernel.start(directory);
        TestClient client = kernel.connect()) {
      turnForEver(client);
      ProcessHandle worker = kernel.worker();

      kernel.process().destroyForcibly();

      kernel.awaitEnd();
      awaitEnd(worker);
    }
  }

  @Test
  void a_signal_ends_kernel_and_worker() throws Exception {
    try (TestKernel kernel = TestKernel.start(directory);
        TestClient client = kernel.connect()) {
      client.run("1");
      ProcessHandle worker = kernel.worker();

      kernel.process().destroy();

      kernel.awaitEnd();
      awaitEnd(worker);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_kernel_ends_when_its_parent_does() throws Exception {
    Process parent = new ProcessBuilder("sleep", "600").start();
    Map<String, String> environment = Map.of("JPY_PARENT_PID", Long.toString(parent.pid()));
    try (TestKernel kernel = TestKernel.start(directory, environment);
        TestClient client = kernel.connect()) {
      client.run("1");
      ProcessHandle worker = kernel.worker();

      parent.destroyForcibly();

      assertThat(kernel.awaitEnd()).isZero();
      awaitEnd(worker);
    }
  }

  @Test
  void a_later_kernel_remembers_the_cells_of_an_earlier_one() throws Exception {
    try (TestKernel kernel = TestKernel.start(directory);
        TestClient client = kernel.connect()) {
      client.run("int first = 1; first");
      client.ask(new ExecuteRequest("unseen", false, false, Map.of(), false, true));
    }
    try (TestKernel kernel = TestKernel.start(directory);
        TestClient client = kernel.connect()) {
      client.run("2");

      HistoryReply.Ok reply =
          (HistoryReply.Ok) client.ask(new HistoryRequest.Tail(true, true, 10)).reply();

      assertThat(reply.history())
          .extracting(HistoryEntry::input)
          .containsExactly("int first = 1; first", "2");
      assertThat(((HistoryEntry.InputOutput) reply.history().get(0)).output()).contains("1");
    }
  }

  @Test
  void a_kernel_without_its_worker_still_answers_and_says_what_is_missing() throws Exception {
    try (TestKernel kernel =
            TestKernel.start(directory, "--worker-java-home=" + directory.resolve("none"));
        TestClient client = kernel.connect()) {

      assertThat(client.ask(new KernelInfoRequest()).reply())
          .isInstanceOf(KernelInfoReply.Ok.class);
      assertThat(client.run("1").only(ErrorOutput.class).evalue()).contains("none");
    }
  }

  @Test
  void the_end_of_an_idle_program_is_told_under_the_last_cell_and_the_next_one_runs()
      throws Exception {
    try (TestKernel kernel = TestKernel.start(directory);
        TestClient client = kernel.connect()) {
      Header last = client.send(Channel.SHELL, ExecuteRequest.of("int gone = 1;"));
      client.outcome(Channel.SHELL, last);

      kernel.worker().destroyForcibly();

      StreamOutput told = (StreamOutput) client.publishedUnder(last).content();
      assertThat(told.name()).isEqualTo("stderr");
      assertThat(told.text()).contains("All variables are gone");
      assertThat(client.run("int gone = 2; gone").reply()).isInstanceOf(ExecuteReply.Ok.class);
      assertThat(client.run("gone").reply()).isInstanceOf(ExecuteReply.Ok.class);
    }
  }

  @Test
  void a_cell_sent_as_the_idle_program_ends_loses_no_later_one() throws Exception {
    try (TestKernel kernel = TestKernel.start(directory);
        TestClient client = kernel.connect()) {
      Header last = client.send(Channel.SHELL, ExecuteRequest.of("int gone = 1;"));
      client.outcome(Channel.SHELL, last);

      kernel.worker().destroyForcibly();
      Outcome next = client.run("int kept = 2;");

      if (next.reply() instanceof ExecuteReply.Ok) {
        assertThat(client.publishedUnder(last).content()).isInstanceOf(StreamOutput.class);
      } else {
        assertThat(next.only(ErrorOutput.class).ename()).isEqualTo("WorkerLost");
        client.run("int kept = 2;");
      }
      assertThat(client.run("kept").reply()).isInstanceOf(ExecuteReply.Ok.class);
    }
  }

  @Test
  void an_interrupt_stops_the_first_cell_while_the_program_still_starts() throws Exception {
    try (TestKernel kernel = TestKernel.start(directory);
        TestClient client = kernel.connect()) {
      Header cell =
          client.send(
              Channel.SHELL, ExecuteRequest.of("new java.util.Scanner(System.in).nextLine()"));
      while (!(client.publishedUnder(cell).content() instanceof ExecuteInput)) {
        // until the cell has begun, which its program has not
      }

      client.ask(Channel.CONTROL, new InterruptRequest());

      assertThat(client.publishedUntilIdle(cell)).hasAtLeastOneElementOfType(ErrorOutput.class);
      assertThat(client.run("1").reply()).isInstanceOf(ExecuteReply.Ok.class);
    }
  }

  @Test
  void a_kernel_on_a_java_without_jshell_tells_each_cell_what_to_do() throws Exception {
    Map<String, String> environment = Map.of("JDK_JAVA_OPTIONS", "--limit-modules=java.se");
    try (TestKernel kernel = TestKernel.start(directory, environment);
        TestClient client = kernel.connect()) {
      for (int i = 0; i < 2; i++) {
        assertThat(client.run("1").only(ErrorOutput.class).evalue())
            .contains("no module jdk.jshell", "full JDK");
      }
    }
  }

  @Test
  void a_wrong_command_line_or_connection_file_ends_with_a_reason() throws Exception {
    Path bad = Files.writeString(directory.resolve("bad.json"), "{}");

    Path scheme = connectionFile("scheme.json", "tcp", "hmac-rot13");
    Path ipc = connectionFile("ipc.json", "ipc", "hmac-sha256");

    assertThat(output(List.of(scheme.toString()), 1)).contains("hmac-rot13");
    assertThat(output(List.of(ipc.toString()), 1)).contains("ipc", "use tcp");
    assertThat(output(List.of(bad.toString()), 1)).contains("bad.json", "shell_port is missing");
    assertThat(output(List.of("--colour=red", bad.toString()), 2)).contains("--colour", "usage:");
    assertThat(output(List.of(directory.resolve("no.json").toString()), 1)).contains("no.json");
  }

  private Path connectionFile(String name, String transport, String scheme) throws Exception {
    return Files.writeString(
        directory.resolve(name),
        """
        {"shell_port": 9, "iopub_port": 9, "stdin_port": 9, "control_port": 9, "hb_port": 9,
         "transport": "%s", "signature_scheme": "%s", "key": "k"}
        """
            .formatted(transport, scheme));
  }

  private String output(List<String> arguments, int exitCode) throws Exception {
    List<String> command = TestKernel.command(directory);
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(exitCode);
    return output;
  }

  private static Header turnForEver(TestClient client) throws InterruptedException {
    Header cell = client.send(Channel.SHELL, ExecuteRequest.of(TURN_FOR_EVER));
    while (!(client.publishedUnder(cell).content() instanceof StreamOutput)) {
      // until the loop is about to turn
    }
    return cell;
  }

  private static void awaitEnd(ProcessHandle process) throws Exception {
    process.onExit().get(60, TimeUnit.SECONDS);
    assertThat(process.isAlive()).isFalse();
  }
}
