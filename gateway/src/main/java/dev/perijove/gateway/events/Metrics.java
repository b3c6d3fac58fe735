package dev.perijove.gateway.events;

import dev.perijove.gateway.http.AnswerListener;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The gateway in numbers, named as the Jupyter server names them so that its dashboards work here.
 * Labels take their values from small sets whatever clients send. Thread-safe.
 */
public final class Metrics implements AnswerListener {
  /** A handler for what no route answers. */
  private static final String NO_ROUTE = "none";

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private static final String OTHER_METHOD = "other";

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final Histogram requests;

  /** Numbers about a gateway that serves nothing yet. */
  public Metrics(String version) {
    Info.builder()
        .name("jupyter_server_info")
        .help("Version of the server")
        .labelNames("version")
        .register(registry)
        .setLabelValues(version);
    requests =
        Histogram.builder()
            .name("http_request_duration_seconds")
            .help("Time from the head of a request to the end of its answer, by route")
            .labelNames("method", "handler", "status_code")
            .classicOnly()
            .withoutExemplars()
            .register(registry);
  }

  /**
   * Shows when the gateway was used.
   *
   * @param last asked whenever somebody looks
   */
  public void showActivity(Instant started, Supplier<Instant> last) {
    gauge("jupyter_server_started_timestamp_seconds", "When the server started", () -> started);
    gauge("jupyter_server_last_activity_timestamp_seconds", "When it was last used", last);
    GaugeWithCallback.builder()
        .name("jupyter_server_active_duration_seconds")
        .help("Time from the start of the server to its last use")
        .callback(told -> told.call(seconds(last.get()) - seconds(started)))
        .register(registry);
  }

  private void gauge(String name, String help, Supplier<Instant> time) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(told -> told.call(seconds(time.get())))
        .register(registry);
  }

  private static double seconds(Instant time) {
    return time.getEpochSecond() + time.getNano() / 1e9;
  }

  /**
   * Shows how many kernels are running.
   *
   * @param names the kernelspec of each, asked whenever somebody looks
   */
  public void showKernels(Supplier<List<String>> names) {
    GaugeWithCallback.builder()
        .name("kernel_currently_running_total")
        .help("Kernels that are there now, by kernelspec")
        .labelNames("type")
        .callback(told -> count(names.get()).forEach((name, count) -> told.call(count, name)))
        .register(registry);
  }

  private static Map<String, Long> count(List<String> names) {
    return names.stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  @Override
  public void answered(String method, Optional<String> route, int status, Duration took) {
    requests
        .labelValues(
            METHODS.contains(method) ? method : OTHER_METHOD,
            route.orElse(NO_ROUTE),
            String.valueOf(status))
        .observe(took.toNanos() / 1e9);
  }

  /** The media type of {@link #text()}. */
  String contentType() {
    return writer.getContentType();
  }

  /** Everything as it is now, in Prometheus's text format. */
  byte[] text() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    writer.write(text, registry.scrape());
    return text.toByteArray();
  }
}
