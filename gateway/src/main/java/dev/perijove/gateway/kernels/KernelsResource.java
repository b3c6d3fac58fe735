package dev.perijove.gateway.kernels;

import dev.perijove.gateway.channels.ChannelsWebSocketHandler;
import dev.perijove.gateway.http.Json;
import dev.perijove.gateway.http.Problem;
import dev.perijove.gateway.http.Request;
import dev.perijove.gateway.http.Response;
import dev.perijove.gateway.http.Router;
import dev.perijove.gateway.http.WebSocketAcceptance;
import dev.perijove.protocol.kernelspec.KernelSpecNotFoundException;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** {@code /api/kernels}; "Kernels" in the Jupyter Server REST API. */
public final class KernelsResource {

  /** An id becomes part of file names. */
  private static final Pattern KERNEL_ID = Pattern.compile("\\w{1,36}(-\\w{1,36}){4}");

  /** What clients may set in a kernel's environment, as Jupyter's gateways allow it. */
  private static final String ENVIRONMENT_PREFIX = "KERNEL_";

  private static final int LONGEST_VALUE = 4096;

  private final MultiKernelManager kernels;

  public KernelsResource(MultiKernelManager kernels) {
    this.kernels = kernels;
  }

  /** Adds the routes. */
  public void routes(Router.Builder router) {
    router
        .get("/api/kernels", this::list)
        .post("/api/kernels", this::start)
        .get("/api/kernels/{kernel_id}", this::get)
        .delete("/api/kernels/{kernel_id}", this::shutdown)
        .post("/api/kernels/{kernel_id}/interrupt", this::interrupt)
        .post("/api/kernels/{kernel_id}/restart", this::restart)
        .webSocket("/api/kernels/{kernel_id}/channels", this::channels);
  }

  Response list(Request request) {
    return Response.json(
        200,
        kernels.list().stream()
            .map(KernelManager::model)
            .sorted(Comparator.comparing(KernelModel::id))
            .toList());
  }

  Response start(Request request) throws InterruptedException {
    StartOptions options = startOptions(request.optionalJson());
    try {
      KernelModel started = kernels.start(options).model();
      return Response.json(201, started)
          .header("Location", request.link("/api/kernels/" + started.id()));
    } catch (KernelSpecNotFoundException e) {
      throw KernelProblems.of(e);
    } catch (KernelConflictException e) {
      throw KernelProblems.of(e);
    } catch (KernelStartException e) {
      throw KernelProblems.of(e);
    }
  }

  Response get(Request request) {
    return Response.json(200, kernel(request).model());
  }

  Response shutdown(Request request) throws InterruptedException {
    try {
      kernels.shutdown(request.pathParameter("kernel_id"));
      return Response.noContent();
    } catch (KernelNotFoundException e) {
      throw KernelProblems.of(e);
    }
  }

  Response interrupt(Request request) {
    try {
      kernels.interrupt(request.pathParameter("kernel_id"));
      return Response.noContent();
    } catch (KernelNotFoundException e) {
      throw KernelProblems.of(e);
    } catch (KernelConflictException e) {
      throw KernelProblems.of(e);
    } catch (IOException e) {
      throw Problem.of(500, "The kernel could not be interrupted: " + e.getMessage());
    }
  }

  Response restart(Request request) throws InterruptedException {
    try {
      return Response.json(200, kernels.restart(request.pathParameter("kernel_id")).model());
    } catch (KernelNotFoundException e) {
      throw KernelProblems.of(e);
    } catch (KernelStartException e) {
      throw KernelProblems.of(e);
    }
  }

  WebSocketAcceptance channels(Request request) {
    return ChannelsWebSocketHandler.accept(request, kernel(request).channels());
  }

  private KernelManager kernel(Request request) {
    try {
      return kernels.get(request.pathParameter("kernel_id"));
    } catch (KernelNotFoundException e) {
      throw KernelProblems.of(e);
    }
  }

  private static StartOptions startOptions(Optional<JsonNode> body) {
    if (body.isEmpty() || body.get().isNull()) {
      return StartOptions.none();
    }
    JsonNode options = body.get();
    if (!options.isObject()) {
      throw Problem.badRequest("The body must be a JSON object such as {\"name\": \"java\"}");
    }
    Optional<String> id = Json.text(options, "kernel_id").filter(text -> !text.isEmpty());
    if (id.isPresent() && !KERNEL_ID.matcher(id.get()).matches()) {
      throw Problem.badRequest("kernel_id must look like a UUID");
    }
    return new StartOptions(
        Json.text(options, "name").filter(text -> !text.isEmpty()),
        id,
        Json.text(options, "path").orElse(""),
        environment(options.path("env")));
  }

  /** Names that clients may not set are passed over, as Jupyter's gateways do. */
  private static Map<String, String> environment(JsonNode env) {
    Map<String, String> environment = new HashMap<>();
    if (env.isMissingNode() || env.isNull()) {
      return environment;
    }
    if (!env.isObject()) {
      throw Problem.badRequest("'env' must be an object of strings");
    }
    for (Map.Entry<String, JsonNode> variable : env.properties()) {
      if (!variable.getKey().startsWith(ENVIRONMENT_PREFIX)) {
        continue;
      }
      String value = variable.getValue().isString() ? variable.getValue().stringValue() : "\0";
      if (value.length() > LONGEST_VALUE || value.indexOf('\0') >= 0 || isNotAName(variable)) {
        throw Problem.badRequest(
            "the environment variable '%s' must be a string of at most %d characters"
                .formatted(variable.getKey(), LONGEST_VALUE));
      }
      environment.put(variable.getKey(), value);
    }
    return environment;
  }

  private static boolean isNotAName(Map.Entry<String, JsonNode> variable) {
    return !variable.getKey().matches("[A-Za-z0-9_]+");
  }
}
