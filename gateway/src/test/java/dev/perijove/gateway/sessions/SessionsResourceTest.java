package dev.perijove.gateway.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.gateway.testing.TestClient;
import dev.perijove.gateway.testing.TestGateway;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code /api/sessions}, asked over HTTP. */
class SessionsResourceTest {

  private static final String UNKNOWN = "00000000-0000-0000-0000-000000000000";
  private static final String NOTEBOOK =
      """
      {"path": "a.ipynb", "name": "a.ipynb", "type": "notebook", "kernel": {"name": "scripted"}}
      """;

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
  void a_session_is_a_document_with_a_running_kernel() throws Exception {
    HttpResponse<String> answer = gateway.call("POST", "/api/sessions", NOTEBOOK);

    assertThat(answer.statusCode()).isEqualTo(201);
    JsonNode session = gateway.json("GET", "/api/sessions", "").get(0);
    assertThat(answer.headers().firstValue("Location"))
        .contains("/api/sessions/" + session.path("id").stringValue());
    assertThat(session.propertyNames())
        .containsExactly("id", "path", "name", "type", "kernel", "notebook");
    assertThat(session.path("notebook").toString())
        .isEqualTo("{\"path\":\"a.ipynb\",\"name\":\"a.ipynb\"}");
    assertThat(gateway.json("GET", "/api/kernels", "").get(0).path("id"))
        .isEqualTo(session.path("kernel").path("id"));
  }

  @Test
  void the_kernel_knows_where_its_document_is() throws Exception {
    JsonNode session = gateway.json("POST", "/api/sessions", NOTEBOOK);

    try (TestClient client =
        gateway.connect(session.path("kernel").path("id").stringValue(), "a")) {
      assertThat(client.run("env JPY_SESSION_NAME").strip())
          .isEqualTo(home.resolve("root").toAbsolutePath() + "/a.ipynb");
    }
  }

  @Test
  void a_document_has_one_session_however_many_ask_at_once() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<CompletableFuture<String>> asked =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try {
                            go.await();
                            return gateway
                                .json("POST", "/api/sessions", NOTEBOOK)
                                .path("id")
                                .stringValue();
                          } catch (Exception e) {
                            throw new AssertionError(e);
                          }
                        },
                        task -> new Thread(task).start()))
            .toList();
    go.countDown();

    assertThat(asked.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    assertThat(gateway.json("GET", "/api/kernels", "")).hasSize(1);
  }

  @Test
  void a_session_may_take_a_kernel_that_runs_already() throws Exception {
    String kernel = gateway.startKernel("scripted");

    JsonNode console =
        gateway.json(
            "POST",
            "/api/sessions",
            "{\"path\":\"c\",\"type\":\"console\",\"kernel\":{\"id\":\"%s\"}}".formatted(kernel));

    assertThat(console.path("kernel").path("id").stringValue()).isEqualTo(kernel);
    assertThat(console.has("notebook")).isFalse();
    assertThat(gateway.json("GET", "/api/kernels", "")).hasSize(1);
  }

  @Test
  void a_moved_document_keeps_its_kernel() throws Exception {
    JsonNode before = gateway.json("POST", "/api/sessions", NOTEBOOK);
    String url = "/api/sessions/" + before.path("id").stringValue();

    JsonNode after = gateway.json("PATCH", url, "{\"path\":\"b.ipynb\",\"name\":\"b.ipynb\"}");

    assertThat(after.path("path").stringValue()).isEqualTo("b.ipynb");
    assertThat(after.path("type").stringValue()).isEqualTo("notebook");
    assertThat(after.path("kernel").path("id")).isEqualTo(before.path("kernel").path("id"));
  }

  @Test
  void a_changed_kernel_ends_the_old_one() throws Exception {
    JsonNode before = gateway.json("POST", "/api/sessions", NOTEBOOK);
    String url = "/api/sessions/" + before.path("id").stringValue();

    JsonNode after = gateway.json("PATCH", url, "{\"kernel\":{\"name\":\"scripted\"}}");

    JsonNode kernels = gateway.json("GET", "/api/kernels", "");
    assertThat(kernels).hasSize(1);
    assertThat(kernels.get(0).path("id")).isEqualTo(after.path("kernel").path("id"));
    assertThat(after.path("kernel").path("id")).isNotEqualTo(before.path("kernel").path("id"));
    assertThat(after.path("path").stringValue()).isEqualTo("a.ipynb");
  }

  @Test
  void deleting_a_session_ends_its_kernel() throws Exception {
    JsonNode session = gateway.json("POST", "/api/sessions", NOTEBOOK);
    String url = "/api/sessions/" + session.path("id").stringValue();

    assertThat(gateway.call("DELETE", url, "").statusCode()).isEqualTo(204);

    assertThat(gateway.json("GET", "/api/kernels", "")).isEmpty();
    assertThat(gateway.call("GET", url, "").statusCode()).isEqualTo(404);
    assertThat(gateway.call("DELETE", url, "").statusCode()).isEqualTo(404);
  }

  @Test
  void a_session_ends_with_its_kernel() throws Exception {
    JsonNode session = gateway.json("POST", "/api/sessions", NOTEBOOK);
    gateway.call("DELETE", "/api/kernels/" + session.path("kernel").path("id").stringValue(), "");

    assertThat(gateway.json("GET", "/api/sessions", "")).isEmpty();
    assertThat(
            gateway
                .call("GET", "/api/sessions/" + session.path("id").stringValue(), "")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void what_cannot_be_is_refused_with_the_status_jupyter_clients_know() throws Exception {
    assertThat(gateway.call("POST", "/api/sessions", "").statusCode()).isEqualTo(400);
    assertThat(gateway.call("POST", "/api/sessions", "{\"type\":\"notebook\"}").body())
        .contains("path");
    assertThat(gateway.call("POST", "/api/sessions", "{\"path\":\"a\"}").body()).contains("type");
    HttpResponse<String> noSuchSpec =
        gateway.call(
            "POST",
            "/api/sessions",
            "{\"path\":\"a\",\"type\":\"notebook\",\"kernel\":{\"name\":\"cobol\"}}");
    assertThat(noSuchSpec.statusCode()).isEqualTo(501);
    assertThat(noSuchSpec.body()).contains("short_message").contains("cobol");
    HttpResponse<String> noSuchKernel =
        gateway.call(
            "POST",
            "/api/sessions",
            "{\"path\":\"a\",\"type\":\"notebook\",\"kernel\":{\"id\":\"" + UNKNOWN + "\"}}");
    assertThat(noSuchKernel.statusCode()).isEqualTo(400);
    assertThat(gateway.call("PATCH", "/api/sessions/" + UNKNOWN, "{}").statusCode()).isEqualTo(404);
  }
}
