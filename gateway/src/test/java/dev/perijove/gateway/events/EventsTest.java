package dev.perijove.gateway.events;

import static dev.perijove.gateway.TestGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.gateway.TestGateway;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code /api/events}, by its WebSocket and over HTTP. */
@Timeout(60)
class EventsTest {
  private static final String SCHEMAS = "https://events.jupyter.org/jupyter_server/";

  @TempDir Path home;
  private TestGateway gateway;

  @BeforeEach
  void start() throws Exception {
    dev.perijove.gateway.testing.TestGateway.writeScriptedSpec(
        home.resolve("data"), "scripted", Map.of());
    gateway = TestGateway.start(home);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void what_is_done_to_files_is_told_as_it_is_done() throws Exception {
    try (Subscriber subscriber = Subscriber.open(gateway)) {
      gateway.send("POST", "/api/contents", "{\"type\":\"file\",\"ext\":\".txt\"}");
      assertContentsEvent(subscriber.next(), "create", "untitled.txt", "");

      String saved = "{\"type\":\"file\",\"format\":\"text\",\"content\":\"tide\"}";
      gateway.send("PUT", "/api/contents/untitled.txt", saved);
      assertContentsEvent(subscriber.next(), "save", "untitled.txt", "");

      gateway.send("PATCH", "/api/contents/untitled.txt", "{\"path\":\"tide.txt\"}");
      assertContentsEvent(subscriber.next(), "rename", "tide.txt", "untitled.txt");

      gateway.send("POST", "/api/contents", "{\"copy_from\":\"tide.txt\"}");
      assertContentsEvent(subscriber.next(), "copy", "tide-Copy1.txt", "tide.txt");

      gateway.get("/api/contents/tide.txt");
      assertContentsEvent(subscriber.next(), "get", "tide.txt", "");

      gateway.get("/files/tide.txt");
      assertContentsEvent(subscriber.next(), "get", "tide.txt", "");

      gateway.send("DELETE", "/api/contents/tide.txt");
      assertContentsEvent(subscriber.next(), "delete", "tide.txt", "");
    }
  }

  @Test
  void an_upload_is_told_once_when_it_is_whole_and_a_failure_never() throws Exception {
    try (Subscriber subscriber = Subscriber.open(gateway)) {
      for (int chunk : new int[] {1, 2, -1}) {
        String part =
            "{\"type\":\"file\",\"format\":\"text\",\"content\":\"x\",\"chunk\":" + chunk + "}";
        assertThat(gateway.send("PUT", "/api/contents/big.txt", part).statusCode()).isLessThan(300);
      }
      assertThat(gateway.send("DELETE", "/api/contents/missing.txt").statusCode()).isEqualTo(404);
      gateway.send("DELETE", "/api/contents/big.txt");

      assertContentsEvent(subscriber.next(), "upload", "big.txt", "");
      assertContentsEvent(subscriber.next(), "delete", "big.txt", "");
    }
  }

  @Test
  void what_is_done_to_a_kernel_is_told_to_every_subscriber_with_how_it_went() throws Exception {
    try (Subscriber one = Subscriber.open(gateway);
        Subscriber other = Subscriber.open(gateway)) {
      String session =
          "{\"path\":\"a.ipynb\",\"type\":\"notebook\",\"kernel\":{\"name\":\"scripted\"}}";
      JsonNode made = json(gateway.send("POST", "/api/sessions", session));
      String id = made.path("kernel").path("id").stringValue();
      gateway.send("POST", "/api/kernels/" + id + "/interrupt");
      gateway.send("POST", "/api/kernels/" + id + "/restart");
      gateway.send("DELETE", "/api/sessions/" + made.path("id").stringValue());

      for (Subscriber subscriber : new Subscriber[] {one, other}) {
        for (String action : new String[] {"start", "interrupt", "restart", "shutdown"}) {
          JsonNode event = subscriber.next();
          assertThat(event.path("schema_id").stringValue())
              .isEqualTo(SCHEMAS + "kernel_actions/v1");
          assertThat(event.path("action").stringValue()).isEqualTo(action);
          assertThat(event.path("status").stringValue()).isEqualTo("success");
          assertThat(event.path("kernel_id").stringValue()).isEqualTo(id);
          assertThat(event.path("kernel_name").stringValue()).isEqualTo("scripted");
          assertThat(event.path("msg").stringValue()).contains(id);
        }
      }
    }
  }

  @Test
  void a_kernel_that_cannot_start_is_told_with_the_reason() throws Exception {
    Path spec = Files.createDirectories(home.resolve("data/kernels/broken"));
    Files.writeString(
        spec.resolve("kernel.json"),
        "{\"argv\":[\"/nowhere/java\",\"{connection_file}\"],"
            + "\"display_name\":\"Broken\",\"language\":\"java\"}");
    try (Subscriber subscriber = Subscriber.open(gateway)) {
      HttpResponse<String> answer = gateway.send("POST", "/api/kernels", "{\"name\":\"broken\"}");

      assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
      JsonNode event = subscriber.next();
      assertThat(event.path("action").stringValue()).isEqualTo("start");
      assertThat(event.path("status").stringValue()).isEqualTo("error");
      assertThat(event.path("msg").stringValue()).contains("/nowhere/java");
    }
  }

  @Test
  void a_client_s_event_reaches_subscribers_in_the_capsule_with_its_own_time() throws Exception {
    try (Subscriber subscriber = Subscriber.open(gateway)) {
      for (String time : new String[] {"2022-05-26T13:50:00+05:00", "2022-05-26T13:50:00+05:00Z"}) {
        HttpResponse<String> answer =
            emit(
                "gateway_client/v1",
                "\"1\"",
                "{\"status\":\"error\",\"msg\":\"gone\",\"more\":[1],\"schema_id\":\"forged\"}",
                ",\"timestamp\":\"" + time + "\"");
        assertThat(answer.statusCode()).isEqualTo(204);

        JsonNode event = subscriber.next();
        assertThat(event.propertyNames())
            .containsExactly(
                "schema_id",
                "__timestamp__",
                "__schema__",
                "__schema_version__",
                "__metadata_version__",
                "status",
                "msg",
                "more");
        assertThat(event.path("schema_id").stringValue()).isEqualTo(SCHEMAS + "gateway_client/v1");
        assertThat(event.path("__timestamp__").stringValue())
            .isEqualTo("2022-05-26T08:50:00.000000Z");
        assertThat(event.path("__schema_version__").stringValue()).isEqualTo("1");
      }
    }
  }

  @Test
  void an_event_its_schema_does_not_know_is_refused_with_the_cause() throws Exception {
    String valid = "{\"action\":\"get\",\"path\":\"a\"}";
    assertRefused(emit("tides/v1", "\"1\"", valid, ""), "schema_id");
    assertRefused(emit("contents_service/v1", "\"2\"", valid, ""), "version");
    assertRefused(emit("contents_service/v1", "\"1\"", "[]", ""), "data");
    assertRefused(emit("contents_service/v1", "\"1\"", "{\"action\":\"get\"}", ""), "path");
    assertRefused(
        emit("contents_service/v1", "\"1\"", "{\"action\":\"eat\",\"path\":\"a\"}", ""), "action");
    assertRefused(
        emit("contents_service/v1", "\"1\"", "{\"action\":\"get\",\"path\":7}", ""), "path");
    assertRefused(
        emit("kernel_actions/v1", "\"1\"", "{\"action\":\"restart\",\"msg\":\"m\"}", ""),
        "kernel_id");
    assertRefused(
        emit("contents_service/v1", "\"1\"", valid, ",\"timestamp\":\"noon\""), "timestamp");
    assertRefused(gateway.send("POST", "/api/events", "[]"), "schema_id");
    assertRefused(gateway.send("POST", "/api/events"), "JSON");
    assertThat(
            emit("contents_service/v1", "\"1\"", valid, ",\"x\":\"" + "x".repeat(70_000) + "\"")
                .statusCode())
        .isEqualTo(413);
  }

  @Test
  void a_subscriber_that_does_not_read_is_closed_and_the_others_go_on() throws Exception {
    String data = "{\"action\":\"get\",\"path\":\"%s\"}".formatted("x".repeat(60_000));
    try (Subscriber deaf = Subscriber.openDeaf(gateway);
        Subscriber attentive = Subscriber.open(gateway)) {
      // More than the backlog and what the system's socket buffers swallow.
      int events = 250;
      for (int i = 0; i < events; i++) {
        assertThat(emit("contents_service/v1", "\"1\"", data, "").statusCode()).isEqualTo(204);
        assertThat(attentive.next().path("action").stringValue()).isEqualTo("get");
      }
      deaf.listen();

      assertThat(deaf.closeCode()).isEqualTo(1013);
    }
  }

  @Test
  void nobody_subscribes_or_emits_without_the_token() throws Exception {
    assertThat(gateway.send(gateway.anonymous("/api/events/subscribe")).statusCode())
        .isEqualTo(403);
    assertThat(
            gateway
                .send(
                    gateway
                        .anonymous("/api/events")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")))
                .statusCode())
        .isEqualTo(403);
  }

  private HttpResponse<String> emit(String schema, String version, String data, String more)
      throws Exception {
    return gateway.send(
        "POST",
        "/api/events",
        "{\"schema_id\":\"%s%s\",\"version\":%s,\"data\":%s%s}"
            .formatted(SCHEMAS, schema, version, data, more));
  }

  private static void assertRefused(HttpResponse<String> answer, String cause) {
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("message").stringValue()).contains(cause);
  }

  private static void assertContentsEvent(JsonNode event, String action, String path, String from) {
    assertThat(event.path("schema_id").stringValue()).isEqualTo(SCHEMAS + "contents_service/v1");
    assertThat(event.path("action").stringValue()).isEqualTo(action);
    assertThat(event.path("path").stringValue()).isEqualTo(path);
    assertThat(event.path("source_path").asString("")).isEqualTo(from);
  }
}
