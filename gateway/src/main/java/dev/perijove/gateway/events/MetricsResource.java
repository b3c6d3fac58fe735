package dev.perijove.gateway.events;

import dev.perijove.gateway.http.Response;
import dev.perijove.gateway.http.Router;

/** {@code /metrics}, for Prometheus. */
public final class MetricsResource {
  private final Metrics metrics;

  /** Of one gateway. */
  public MetricsResource(Metrics metrics) {
    this.metrics = metrics;
  }

  /** Adds its route. */
  public void routes(Router.Builder routes) {
    routes.get("/metrics", request -> Response.bytes(metrics.contentType(), metrics.text()));
  }
}
