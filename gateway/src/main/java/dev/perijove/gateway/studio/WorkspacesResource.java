package dev.perijove.gateway.studio;

import dev.perijove.gateway.http.Json;
import dev.perijove.gateway.http.Problem;
import dev.perijove.gateway.http.Request;
import dev.perijove.gateway.http.Response;
import dev.perijove.gateway.http.Router;
import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /lab/api/workspaces}: the page keeps its layout here, about once a second while in use.
 */
final class WorkspacesResource {
  private static final int LARGEST_WORKSPACE = 1024 * 1024;
  private static final int MOST_WORKSPACES = 1000;
  private static final int LONGEST_ID = 512;

  private final Workspaces workspaces;

  WorkspacesResource(Workspaces workspaces) {
    this.workspaces = workspaces;
  }

  void routes(Router.Builder routes) {
    routes
        .get("/lab/api/workspaces", this::list)
        .get("/lab/api/workspaces/{id...}", this::get)
        .put("/lab/api/workspaces/{id...}", this::put)
        .delete("/lab/api/workspaces/{id...}", this::delete);
  }

  private Response list(Request request) throws IOException {
    Map<String, ObjectNode> all = workspaces.all();
    ObjectNode answer = Json.mapper().createObjectNode();
    ObjectNode listing = answer.putObject("workspaces");
    ArrayNode ids = listing.putArray("ids");
    all.keySet().forEach(ids::add);
    listing.putArray("values").addAll(all.values());
    return Response.json(200, answer);
  }

  /** One that was never kept is empty, not missing: the page asks for it before it has a layout. */
  private Response get(Request request) throws IOException {
    String id = id(request);
    return Response.json(200, workspaces.get(id).orElseGet(() -> empty(id)));
  }

  private Response put(Request request) throws IOException {
    String id = id(request);
    if (request.body().length > LARGEST_WORKSPACE) {
      throw Problem.tooLarge("A workspace may have 1 MiB");
    }
    JsonNode workspace = request.json();
    if (!Workspaces.id(workspace).equals(id)) {
      throw Problem.badRequest("metadata.id of the workspace must be the " + id + " of its URL");
    }
    if (workspaces.get(id).isEmpty() && workspaces.all().size() >= MOST_WORKSPACES) {
      throw Problem.conflict("There are " + MOST_WORKSPACES + " workspaces; delete one first");
    }
    workspaces.put(id, workspace);
    return Response.noContent();
  }

  private Response delete(Request request) throws IOException {
    String id = id(request);
    if (!workspaces.delete(id)) {
      throw Problem.notFound("There is no workspace " + id);
    }
    return Response.noContent();
  }

  private static String id(Request request) {
    String id = request.pathParameter("id");
    if (id.length() > LONGEST_ID) {
      throw Problem.badRequest("The id of a workspace may have " + LONGEST_ID + " characters");
    }
    return id;
  }

  private static ObjectNode empty(String id) {
    ObjectNode workspace = Json.mapper().createObjectNode();
    workspace.putObject("data");
    workspace.putObject("metadata").put("id", id);
    return workspace;
  }
}
