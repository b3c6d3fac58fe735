package dev.perijove.gateway;

import dev.perijove.gateway.http.Request;
import dev.perijove.gateway.http.Response;
import dev.perijove.gateway.http.Router;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api}, {@code /api/status}, {@code /api/shutdown}: the gateway as a whole. */
final class ServerResource {
  private static final Logger LOG = LoggerFactory.getLogger(ServerResource.class);
  private static final int LONGEST_REPORT = 1000;

  private final String version;
  private final Activity activity;
  private final Supplier<Instant> lastActivity;
  private final IntSupplier kernels;
  private final IntSupplier connections;
  private final Runnable shutdown;

  ServerResource(
      String version,
      Activity activity,
      Supplier<Instant> lastActivity,
      IntSupplier kernels,
      IntSupplier connections,
      Runnable shutdown) {
    this.version = version;
    this.activity = activity;
    this.lastActivity = lastActivity;
    this.kernels = kernels;
    this.connections = connections;
    this.shutdown = shutdown;
  }

  private record Status(Instant started, Instant lastActivity, int kernels, int connections) {}

  void routes(Router.Builder routes) {
    routes
        .get("/api", request -> Response.json(200, Map.of("version", version)))
        .open("/api")
        .get("/api/status", this::status)
        .post("/api/shutdown", this::shutDown)
        .post("/api/security/csp-report", ServerResource::report);
  }

  private Response status(Request request) {
    return Response.json(
        200,
        new Status(
            activity.started(), lastActivity.get(), kernels.getAsInt(), connections.getAsInt()));
  }

  private Response shutDown(Request request) {
    shutdown.run();
    return Response.empty(200);
  }

  /** What a browser kept a page from doing; for whoever looks for the reason. */
  private static Response report(Request request) {
    String report = new String(request.body(), StandardCharsets.UTF_8);
    LOG.info(
        "A browser reports a violation of the content security policy: {}",
        report.substring(0, Math.min(report.length(), LONGEST_REPORT)).replaceAll("\\s+", " "));
    return Response.noContent();
  }
}
