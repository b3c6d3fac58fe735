package dev.perijove.gateway.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.gateway.testing.ScriptedKernel;
import dev.perijove.gateway.testing.TestClient;
import dev.perijove.gateway.testing.TestGateway;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code /api/kernels}, asked over HTTP. */
class KernelsResourceTest {

  private static final String UNKNOWN = "00000000-0000-0000-0000-000000000000";

  @TempDir Path home;
  private TestGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway = TestGateway.start(home);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void a_started_kernel_is_told_with_its_place_and_a_time_in_microseconds() throws Exception {
    HttpResponse<String> answer = gateway.call("POST", "/api/kernels", "{\"name\":\"scripted\"}");

    assertThat(answer.statusCode()).isEqualTo(201);
    JsonNode model = gateway.json("GET", "/api/kernels", "").get(0);
    assertThat(answer.headers().firstValue("Location"))
        .contains("/api/kernels/" + model.path("id").stringValue());
    assertThat(model.propertyNames())
        .containsExactly("id", "name", "last_activity", "execution_state", "connections");
    assertThat(model.path("name").stringValue()).isEqualTo("scripted");
    assertThat(model.path("last_activity").stringValue())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    assertThat(model.path("connections").intValue()).isZero();
  }

  @Test
  void without_a_name_the_default_kernel_starts() throws Exception {
    HttpResponse<String> answer = gateway.call("POST", "/api/kernels", "");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).contains("\"name\":\"scripted\"");
  }

  @Test
  void an_unknown_kernelspec_is_not_found_and_the_answer_names_those_that_exist() throws Exception {
    HttpResponse<String> answer = gateway.call("POST", "/api/kernels", "{\"name\":\"cobol\"}");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("cobol").contains("scripted").contains("\"reason\"");
    assertThat(gateway.json("GET", "/api/kernels", "")).isEmpty();
  }

  @Test
  void a_body_that_is_no_object_of_strings_is_refused() throws Exception {
    for (String body :
        new String[] {
          "[1]",
          "{\"name\":7}",
          "{\"env\":[]}",
          "{\"env\":{\"KERNEL_A\":1}}",
          "{\"kernel_id\":\"/\"}"
        }) {
      assertThat(gateway.call("POST", "/api/kernels", body).statusCode()).as(body).isEqualTo(400);
    }
  }

  @Test
  void every_call_on_an_unknown_kernel_is_404() throws Exception {
    String kernel = "/api/kernels/" + UNKNOWN;

    assertThat(gateway.call("GET", kernel, "").statusCode()).isEqualTo(404);
    assertThat(gateway.call("DELETE", kernel, "").statusCode()).isEqualTo(404);
    assertThat(gateway.call("POST", kernel + "/interrupt", "{}").statusCode()).isEqualTo(404);
    assertThat(gateway.call("POST", kernel + "/restart", "{}").statusCode()).isEqualTo(404);
    HttpResponse<String> handshake = gateway.call("GET", kernel + "/channels", "");
    assertThat(handshake.statusCode()).isBetween(400, 499);
    assertThat(gateway.call("GET", kernel, "").body())
        .contains("\"message\":\"Kernel does not exist: " + UNKNOWN + "\"");
  }

  @Test
  void a_client_may_choose_the_id_but_not_one_that_is_taken() throws Exception {
    String body = "{\"kernel_id\":\"" + UNKNOWN + "\"}";

    assertThat(gateway.call("POST", "/api/kernels", body).statusCode()).isEqualTo(201);
    assertThat(gateway.call("POST", "/api/kernels", body).statusCode()).isEqualTo(409);
    assertThat(gateway.call("GET", "/api/kernels/" + UNKNOWN, "").statusCode()).isEqualTo(200);
  }

  @Test
  void clients_set_only_variables_that_begin_with_KERNEL() throws Exception {
    JsonNode model =
        gateway.json(
            "POST",
            "/api/kernels",
            "{\"env\":{\"KERNEL_USER\":\"ada\",\"LD_PRELOAD\":\"evil.so\"}}");

    try (TestClient client = gateway.connect(model.path("id").stringValue(), "a")) {
      assertThat(client.run("env KERNEL_USER\nenv LD_PRELOAD\nenv JPY_PARENT_PID"))
          .isEqualTo("ada\nnull\n" + ProcessHandle.current().pid() + "\n");
    }
  }

  @Test
  void a_kernel_runs_in_the_directory_of_its_document_and_never_outside_the_root()
      throws Exception {
    Path root = home.resolve("root").toRealPath();
    Files.createDirectories(root.resolve("a/b"));

    assertThat(cwdOfKernelAt("a/b/new.ipynb")).isEqualTo(root + "/a/b");
    assertThat(cwdOfKernelAt("a/gone/new.ipynb")).isEqualTo(root + "/a");
    assertThat(cwdOfKernelAt("../../etc")).isEqualTo(root.toString());
  }

  private String cwdOfKernelAt(String path) throws Exception {
    JsonNode model = gateway.json("POST", "/api/kernels", "{\"path\":\"" + path + "\"}");
    try (TestClient client = gateway.connect(model.path("id").stringValue(), "a")) {
      return client.run("cwd").strip();
    }
  }

  @Test
  void the_state_follows_work_and_not_the_questions_tools_ask() throws Exception {
    String kernel = gateway.startKernel("scripted");
    try (TestClient client = gateway.connect(kernel, "a")) {
      client.run("print ready");
      assertThat(state(kernel)).isEqualTo("idle");

      String hanging = client.execute("print started\nhang");
      client.await("output", m -> m.isChildOf(hanging) && m.type().equals("stream"));
      assertThat(state(kernel)).isEqualTo("busy");
      assertThat(gateway.json("GET", "/api/kernels/" + kernel, "").path("connections").intValue())
          .isEqualTo(1);

      gateway.call("POST", "/api/kernels/" + kernel + "/interrupt", "");
      client.awaitAll(hanging);
      assertThat(state(kernel)).isEqualTo("idle");
    }
  }

  private String state(String kernel) throws Exception {
    return gateway.json("GET", "/api/kernels/" + kernel, "").path("execution_state").stringValue();
  }

  @Test
  void a_deleted_kernel_is_gone_with_its_process_and_its_connection_file() throws Exception {
    String kernel = gateway.startKernel("scripted");
    long pid;
    try (TestClient client = gateway.connect(kernel, "a")) {
      pid = Long.parseLong(client.run("pid").strip());
      assertThat(connectionFiles()).isEqualTo(1);

      assertThat(gateway.call("DELETE", "/api/kernels/" + kernel, "").statusCode()).isEqualTo(204);

      // 1000: JupyterLab does not try to come back.
      assertThat(client.awaitClose().code()).isEqualTo(1000);
    }
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(connectionFiles()).isZero();
    assertThat(gateway.call("GET", "/api/kernels/" + kernel, "").statusCode()).isEqualTo(404);
  }

  private long connectionFiles() throws Exception {
    try (Stream<Path> files = Files.list(home.resolve("runtime"))) {
      return files.count();
    }
  }

  @Test
  void a_restart_keeps_id_connection_file_and_clients() throws Exception {
    String kernel = gateway.startKernel("scripted");
    try (TestClient client = gateway.connect(kernel, "a")) {
      String before = client.run("pid");
      String file = Files.readString(home.resolve("runtime/kernel-" + kernel + ".json"));

      HttpResponse<String> answer =
          gateway.call("POST", "/api/kernels/" + kernel + "/restart", "{}");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains(kernel).contains("\"execution_state\":\"idle\"");
      assertThat(client.run("pid")).isNotEqualTo(before);
      assertThat(Files.readString(home.resolve("runtime/kernel-" + kernel + ".json")))
          .isEqualTo(file);
    }
  }

  @Test
  void a_kernel_that_is_killed_starts_again_and_its_clients_hear_of_it() throws Exception {
    String kernel = gateway.startKernel("scripted");
    try (TestClient client = gateway.connect(kernel, "a")) {
      long pid = Long.parseLong(client.run("pid").strip());

      ProcessHandle.of(pid).orElseThrow().destroyForcibly();

      client.awaitState("restarting");
      client.awaitState("idle");
      assertThat(client.run("pid").strip()).isNotEqualTo(Long.toString(pid));
    }
  }

  @Test
  void a_cell_that_takes_its_kernel_down_says_so_and_the_next_one_runs() throws Exception {
    String kernel = gateway.startKernel("scripted");
    try (TestClient client = gateway.connect(kernel, "a")) {
      client.run("print ready");

      var cell = client.awaitAll(client.execute("die 7"));

      assertThat(cell.toString()).contains("ended with exit code 7");
      assertThat(client.run("print back")).isEqualTo("back\n");
    }
  }

  @Test
  void a_kernel_that_cannot_start_is_dead_and_says_why() throws Exception {
    TestGateway.writeScriptedSpec(
        home.resolve("data"), "broken", Map.of(ScriptedKernel.FAIL, "no license for COBOL"));
    String kernel = gateway.startKernel("broken");

    try (TestClient client = gateway.connect(kernel, "a")) {
      // It waited for the kernel, or came when there was none to wait for any more.
      String asked = client.execute("print hello");

      var answer = client.awaitAll(asked);
      assertThat(answer.toString()).contains("no license for COBOL").contains("exit code 3");
    }
    JsonNode model = gateway.json("GET", "/api/kernels/" + kernel, "");
    assertThat(model.path("execution_state").stringValue()).isEqualTo("dead");
    assertThat(model.path("reason").stringValue())
        .contains("no license for COBOL")
        .contains("kernel.json");
    assertThat(gateway.call("POST", "/api/kernels/" + kernel + "/interrupt", "").statusCode())
        .isEqualTo(409);
    assertThat(gateway.call("DELETE", "/api/kernels/" + kernel, "").statusCode()).isEqualTo(204);
  }

  @Test
  void a_command_that_does_not_exist_is_told_at_once() throws Exception {
    Path spec = Files.createDirectories(home.resolve("data/kernels/nowhere"));
    Files.writeString(
        spec.resolve("kernel.json"),
        "{\"argv\":[\"/no/such/program\",\"{connection_file}\"],\"display_name\":\"n\",\"language\":\"n\"}");

    HttpResponse<String> answer = gateway.call("POST", "/api/kernels", "{\"name\":\"nowhere\"}");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("/no/such/program").contains("kernel.json");
    assertThat(gateway.json("GET", "/api/kernels", "")).isEmpty();
  }

  @Test
  void a_request_waits_for_a_kernel_that_takes_its_time_and_the_handshake_does_not()
      throws Exception {
    try (ServerSocket gate = new ServerSocket(0)) {
      TestGateway.writeScriptedSpec(
          home.resolve("data"),
          "slow",
          Map.of(ScriptedKernel.GATE, Integer.toString(gate.getLocalPort())));
      String kernel = gateway.startKernel("slow");
      try (Socket waitingKernel = gate.accept();
          TestClient client = gateway.connect(kernel, "a")) {
        client.awaitState("starting");
        String asked = client.execute("print at last");
        assertThat(state(kernel)).isEqualTo("starting");

        waitingKernel.close();

        assertThat(TestClient.text(client.awaitAll(asked))).isEqualTo("at last\n");
        assertThat(state(kernel)).isEqualTo("idle");
      }
    }
  }

  @Test
  void closing_the_gateway_leaves_no_process_behind() throws Exception {
    String kernel = gateway.startKernel("scripted");
    long pid;
    try (TestClient client = gateway.connect(kernel, "a")) {
      pid = Long.parseLong(client.run("pid").strip());
    }
    Optional<ProcessHandle> process = ProcessHandle.of(pid);

    gateway.kernels().close();

    if (process.isPresent()) {
      process.get().onExit().get(10, TimeUnit.SECONDS);
    }
  }
}
