package dev.perijove.gateway.config;

import dev.perijove.gateway.http.Problem;
import dev.perijove.gateway.http.Request;
import dev.perijove.gateway.http.Response;
import dev.perijove.gateway.http.Router;
import java.io.IOException;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/config/{section}}. */
public final class ConfigResource {
  private final ConfigStore store;

  /** On a store. */
  public ConfigResource(ConfigStore store) {
    this.store = store;
  }

  /** Adds its routes. */
  public void routes(Router.Builder routes) {
    routes
        .get("/api/config/{section}", this::read)
        .put("/api/config/{section}", this::write)
        .patch("/api/config/{section}", this::merge);
  }

  private Response read(Request request) throws IOException {
    return Response.json(200, store.read(section(request)));
  }

  private Response write(Request request) throws IOException {
    store.write(section(request), content(request));
    return Response.noContent();
  }

  private Response merge(Request request) throws IOException {
    return Response.json(200, store.merge(section(request), content(request)));
  }

  private static String section(Request request) {
    String name = request.pathParameter("section");
    if (!ConfigStore.isSection(name)) {
      throw Problem.notFound("A section's name is made of letters, digits and _");
    }
    return name;
  }

  private static ObjectNode content(Request request) {
    if (request.json() instanceof ObjectNode content) {
      return content;
    }
    throw Problem.badRequest("A section is a JSON object");
  }
}
