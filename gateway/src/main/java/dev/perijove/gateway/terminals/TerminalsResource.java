package dev.perijove.gateway.terminals;

import dev.perijove.gateway.contents.ContentsException;
import dev.perijove.gateway.contents.FileContentsManager;
import dev.perijove.gateway.http.Json;
import dev.perijove.gateway.http.Problem;
import dev.perijove.gateway.http.Request;
import dev.perijove.gateway.http.Response;
import dev.perijove.gateway.http.Router;
import dev.perijove.gateway.http.WebSocketAcceptance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code /api/terminals} and their WebSockets; "Terminals" in the Jupyter Server REST API. */
public final class TerminalsResource {
  private final TerminalManager terminals;
  private final FileContentsManager contents;

  /**
   * @param contents tells which directories shells may start in
   */
  public TerminalsResource(TerminalManager terminals, FileContentsManager contents) {
    this.terminals = terminals;
    this.contents = contents;
  }

  /** Adds the routes. */
  public void routes(Router.Builder routes) {
    routes
        .get("/api/terminals", request -> Response.json(200, terminals.list()))
        .post("/api/terminals", this::create)
        .get("/api/terminals/{name}", request -> Response.json(200, terminal(request).model()))
        .delete("/api/terminals/{name}", this::shutdown)
        .webSocket("/terminals/websocket/{name}", this::connect);
  }

  private Response create(Request request) throws IOException {
    Optional<JsonNode> body = request.optionalJson().filter(json -> !json.isNull());
    if (body.isPresent() && !body.get().isObject()) {
      throw Problem.badRequest("The body must be a JSON object such as {\"cwd\": \"project\"}");
    }
    Optional<String> name =
        body.flatMap(options -> Json.text(options, "name")).filter(text -> !text.isEmpty());
    Path directory = directory(body.flatMap(options -> Json.text(options, "cwd")).orElse(""));
    try {
      Terminal terminal =
          name.isPresent()
              ? terminals.findOrCreate(name.get(), directory)
              : terminals.create(directory);
      return Response.json(200, terminal.model());
    } catch (TerminalException e) {
      throw problem(e);
    }
  }

  /**
   * A directory that is not there, or not below the root, is passed over as Jupyter's server does.
   */
  private Path directory(String cwd) throws IOException {
    try {
      try {
        return contents.directory(cwd);
      } catch (ContentsException e) {
        return contents.directory("");
      }
    } catch (ContentsException e) {
      throw Problem.of(500, "The root directory is not there any more");
    }
  }

  private Response shutdown(Request request) throws InterruptedException {
    try {
      terminals.shutdown(request.pathParameter("name"));
      return Response.noContent();
    } catch (TerminalException e) {
      throw problem(e);
    }
  }

  private WebSocketAcceptance connect(Request request) {
    return TerminalWebSocketHandler.accept(terminal(request));
  }

  private Terminal terminal(Request request) {
    try {
      return terminals.get(request.pathParameter("name"));
    } catch (TerminalException e) {
      throw problem(e);
    }
  }

  private static Problem problem(TerminalException e) {
    int status =
        switch (e.kind()) {
          case NOT_FOUND -> 404;
          case INVALID_NAME -> 400;
          case UNAVAILABLE -> 503;
          case NOT_STARTED -> 500;
        };
    return Problem.of(status, String.valueOf(e.getMessage()));
  }
}
