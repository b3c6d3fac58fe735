package dev.perijove.gateway.contents;

import dev.perijove.gateway.http.Problem;
import dev.perijove.gateway.http.Request;
import dev.perijove.gateway.http.Response;
import dev.perijove.gateway.http.Router;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/resolvePath}: which file of the contents API a path on disk is, so that the paths in
 * an error can be followed. Only what clients can open is found. Kernels are local processes, so
 * the server's answer is theirs too.
 */
public final class ResolvePathResource {
  private final FileContentsManager contents;
  private final Predicate<String> isKernel;

  /**
   * @param isKernel whether a kernel of this id is there
   */
  public ResolvePathResource(FileContentsManager contents, Predicate<String> isKernel) {
    this.contents = contents;
    this.isKernel = isKernel;
  }

  private record Place(String scope, String path) {}

  /** Adds its route. */
  public void routes(Router.Builder routes) {
    routes.get("/api/resolvePath", this::resolve);
  }

  private Response resolve(Request request) throws IOException {
    String path =
        request.query("path").orElseThrow(() -> Problem.badRequest("The query has no 'path'"));
    List<Place> resolved =
        contents.resolve(path).map(found -> new Place("server", found)).stream().toList();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putPOJO("resolved", resolved);
    Optional<String> missing = request.query("kernel").filter(id -> !isKernel.test(id));
    if (missing.isPresent()) {
      answer
          .putArray("unresolved")
          .addObject()
          .put("scope", "kernel")
          .put("reason", "There is no kernel " + missing.get());
    }
    return Response.json(200, answer);
  }
}
