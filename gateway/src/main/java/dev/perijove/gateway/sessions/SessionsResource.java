package dev.perijove.gateway.sessions;

import dev.perijove.gateway.http.Json;
import dev.perijove.gateway.http.Problem;
import dev.perijove.gateway.http.Request;
import dev.perijove.gateway.http.Response;
import dev.perijove.gateway.http.Router;
import dev.perijove.gateway.kernels.KernelManager;
import dev.perijove.gateway.kernels.KernelNotFoundException;
import dev.perijove.gateway.kernels.KernelProblems;
import dev.perijove.gateway.kernels.KernelStartException;
import dev.perijove.gateway.kernels.MultiKernelManager;
import dev.perijove.protocol.kernelspec.KernelSpecNotFoundException;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code /api/sessions}; "Sessions" in the Jupyter Server REST API. */
public final class SessionsResource {

  private final SessionManager sessions;
  private final MultiKernelManager kernels;

  public SessionsResource(SessionManager sessions, MultiKernelManager kernels) {
    this.sessions = sessions;
    this.kernels = kernels;
  }

  /** Adds the routes. */
  public void routes(Router.Builder router) {
    router
        .get("/api/sessions", this::list)
        .post("/api/sessions", this::create)
        .get("/api/sessions/{session_id}", this::get)
        .patch("/api/sessions/{session_id}", this::update)
        .delete("/api/sessions/{session_id}", this::delete);
  }

  Response list(Request request) {
    return Response.json(
        200, sessions.list().stream().map(this::model).flatMap(Optional::stream).toList());
  }

  Response create(Request request) throws InterruptedException {
    SessionRequest wanted = sessionRequest(request);
    if (wanted.path().isEmpty()) {
      throw Problem.badRequest("Missing field in JSON data: path");
    }
    if (wanted.type().isEmpty()) {
      throw Problem.badRequest("Missing field in JSON data: type");
    }
    try {
      Session session = sessions.create(wanted);
      return answer(201, session).header("Location", request.link("/api/sessions/" + session.id()));
    } catch (KernelSpecNotFoundException e) {
      return kernelNotAvailable(KernelProblems.text(e));
    } catch (KernelNotFoundException e) {
      throw Problem.badRequest(KernelProblems.text(e));
    } catch (KernelStartException e) {
      throw KernelProblems.of(e);
    }
  }

  Response get(Request request) {
    try {
      return answer(200, sessions.get(request.pathParameter("session_id")));
    } catch (SessionNotFoundException e) {
      throw Problem.notFound(KernelProblems.text(e));
    }
  }

  Response update(Request request) throws InterruptedException {
    try {
      return answer(
          200, sessions.update(request.pathParameter("session_id"), sessionRequest(request)));
    } catch (SessionNotFoundException e) {
      throw Problem.notFound(KernelProblems.text(e));
    } catch (KernelSpecNotFoundException e) {
      return kernelNotAvailable(KernelProblems.text(e));
    } catch (KernelNotFoundException e) {
      throw Problem.badRequest(KernelProblems.text(e));
    } catch (KernelStartException e) {
      throw KernelProblems.of(e);
    }
  }

  Response delete(Request request) throws InterruptedException {
    try {
      sessions.delete(request.pathParameter("session_id"));
      return Response.noContent();
    } catch (SessionNotFoundException e) {
      throw Problem.notFound(KernelProblems.text(e));
    }
  }

  private Response answer(int status, Session session) {
    return model(session)
        .map(model -> Response.json(status, model))
        .orElseThrow(() -> Problem.notFound("The kernel of this session has just been shut down"));
  }

  private Optional<SessionModel> model(Session session) {
    return kernels
        .find(session.kernelId())
        .map(KernelManager::model)
        .map(kernel -> SessionModel.of(session, kernel));
  }

  /** JupyterLab shows {@code message} and, as a title, {@code short_message}. */
  private static Response kernelNotAvailable(String message) {
    return Response.json(
        501, Map.of("message", message, "short_message", "The kernel is not available"));
  }

  private static SessionRequest sessionRequest(Request request) {
    JsonNode body = request.json();
    if (!body.isObject()) {
      throw Problem.badRequest("No JSON data provided: a session is a JSON object");
    }
    // Clients of the first version of this API put path and name into "notebook".
    JsonNode old = body.path("notebook");
    JsonNode kernel = body.path("kernel");
    return new SessionRequest(
        Json.text(body, "path").or(() -> Json.text(old, "path")),
        Json.text(body, "name").or(() -> Json.text(old, "name")),
        Json.text(body, "type")
            .or(() -> old.isObject() ? Optional.of("notebook") : Optional.empty()),
        Json.text(kernel, "id"),
        Json.text(kernel, "name"));
  }
}
