package dev.perijove.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.gateway.TestGateway;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code /metrics}. */
@Timeout(60)
class MetricsTest {
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
  void requests_are_counted_by_their_route_not_by_their_path() throws Exception {
    gateway.get("/api/kernels/11111111-2222-3333-4444-555555555555");
    gateway.get("/api/kernels/66666666-2222-3333-4444-555555555555");
    gateway.get("/nowhere/1");
    gateway.send(gateway.request("/nowhere/2").method("TIDE", BodyPublishers.noBody()));

    awaitSample(requests("GET", "/api/kernels/{kernel_id}", 404), 2);
    awaitSample(requests("GET", "none", 404), 1);
    awaitSample(requests("other", "none", 404), 1);
    assertThat(scrape()).doesNotContain("11111111").doesNotContain("TIDE");
  }

  @Test
  void a_websocket_is_a_request_that_was_answered_with_101() throws Exception {
    try (Subscriber subscriber = Subscriber.open(gateway)) {
      awaitSample(requests("GET", "/api/events/subscribe", 101), 1);
    }
  }

  @Test
  void kernels_are_counted_by_kind_while_they_are_there() throws Exception {
    String running = "kernel_currently_running_total{type=\"scripted\"}";
    assertThat(scrape()).doesNotContain(running);

    String id =
        TestGateway.json(gateway.send("POST", "/api/kernels", "{\"name\":\"scripted\"}"))
            .path("id")
            .stringValue();
    assertThat(scrape()).contains("# TYPE kernel_currently_running_total gauge");
    assertThat(sample(running)).isEqualTo(1);

    gateway.send("DELETE", "/api/kernels/" + id);
    assertThat(scrape()).doesNotContain(running);
  }

  @Test
  void the_server_and_its_use_are_told_and_asking_is_no_use() throws Exception {
    HttpResponse<String> answer = gateway.get("/metrics");

    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(answer.body()).containsPattern("jupyter_server_info\\{version=\"[^\"]+\"} 1");
    double started = sample("jupyter_server_started_timestamp_seconds");
    double last = sample("jupyter_server_last_activity_timestamp_seconds");
    assertThat(started).isPositive();
    assertThat(last).isEqualTo(started);
    gateway.get("/api/contents");
    assertThat(sample("jupyter_server_last_activity_timestamp_seconds")).isGreaterThan(last);
    assertThat(sample("jupyter_server_active_duration_seconds")).isPositive();
  }

  @Test
  void numbers_are_for_those_who_may() throws Exception {
    assertThat(gateway.send(gateway.anonymous("/metrics")).statusCode()).isEqualTo(403);
  }

  private static String requests(String method, String route, int status) {
    return "http_request_duration_seconds_count{handler=\"%s\",method=\"%s\",status_code=\"%d\"}"
        .formatted(route, method, status);
  }

  /** A request is counted when its answer has left, which its client can see before. */
  private void awaitSample(String name, double value) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (sample(name) != value) {
      assertThat(System.nanoTime()).as(name).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private double sample(String name) throws Exception {
    Matcher matcher = Pattern.compile("(?m)^" + Pattern.quote(name) + " (.*)$").matcher(scrape());
    return matcher.find() ? Double.parseDouble(matcher.group(1)) : Double.NaN;
  }

  private String scrape() throws Exception {
    return gateway.get("/metrics").body();
  }
}
