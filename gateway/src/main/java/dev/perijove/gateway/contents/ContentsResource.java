package dev.perijove.gateway.contents;

import dev.perijove.gateway.http.HttpDate;
import dev.perijove.gateway.http.PercentCoding;
import dev.perijove.gateway.http.Problem;
import dev.perijove.gateway.http.Request;
import dev.perijove.gateway.http.Response;
import dev.perijove.gateway.http.RouteHandler;
import dev.perijove.gateway.http.Router;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/contents}. */
public final class ContentsResource {
  private static final Set<String> TYPES = Set.of("file", "notebook", "directory");
  private static final Set<String> FORMATS = Set.of("text", "base64", "json");

  private final FileContentsManager contents;

  /** On a manager. */
  public ContentsResource(FileContentsManager contents) {
    this.contents = contents;
  }

  /** Adds its routes. */
  public void routes(Router.Builder routes) {
    for (String at : List.of("/api/contents", "/api/contents/{path...}")) {
      routes
          .get(at, answering(this::get))
          .post(at, answering(this::create))
          .put(at, answering(this::save))
          .patch(at, answering(this::rename))
          .delete(at, answering(this::delete));
    }
    routes
        .get("/api/contents/{path...}/checkpoints", answering(this::listCheckpoints))
        .post("/api/contents/{path...}/checkpoints", answering(this::createCheckpoint))
        .post("/api/contents/{path...}/trust", answering(this::trust))
        .post("/api/contents/{path...}/checkpoints/{id}", answering(this::restoreCheckpoint))
        .delete("/api/contents/{path...}/checkpoints/{id}", answering(this::deleteCheckpoint));
  }

  private interface Call {
    Response answer(Request request, String path) throws ContentsException, IOException;
  }

  private static RouteHandler answering(Call call) {
    return request -> ContentsProblems.translated(() -> call.answer(request, path(request)));
  }

  private static String path(Request request) {
    return request.hasPathParameter("path") ? request.pathParameter("path") : "";
  }

  private Response get(Request request, String path) throws ContentsException, IOException {
    ContentsQuery query =
        new ContentsQuery(
            oneOf(request, "type", TYPES),
            oneOf(request, "format", FORMATS),
            flag(request, "content", true),
            flag(request, "hash", false));
    ContentsModel model = contents.get(path, query);
    return Response.json(200, model)
        // Told, but no condition: a date in seconds would hide a change within the second.
        .header("Last-Modified", HttpDate.format(model.lastModified()))
        .header("Cache-Control", "no-store");
  }

  private static Optional<String> oneOf(Request request, String name, Set<String> values) {
    Optional<String> value = request.query(name);
    if (value.isPresent() && !values.contains(value.get())) {
      throw Problem.badRequest(
          name
              + " must be one of "
              + values.stream().sorted().toList()
              + ", but is "
              + value.get());
    }
    return value;
  }

  private static boolean flag(Request request, String name, boolean unlessGiven) {
    return oneOf(request, name, Set.of("0", "1")).map("1"::equals).orElse(unlessGiven);
  }

  private Response create(Request request, String directory) throws ContentsException, IOException {
    ObjectNode body = request.optionalJson().map(ContentsResource::object).orElseGet(Bodies::empty);
    Optional<String> from = Bodies.string(body, "copy_from");
    ContentsModel made =
        from.isPresent()
            ? contents.copy(from.get(), directory)
            : contents.create(
                directory,
                Bodies.string(body, "type").orElse("notebook"),
                Bodies.string(body, "ext").orElse(""));
    return created(request, made);
  }

  private Response save(Request request, String path) throws ContentsException, IOException {
    ObjectNode body = object(request.json());
    if (body.has("copy_from")) {
      throw Problem.badRequest("Cannot copy with PUT, only POST");
    }
    SaveRequest saved =
        new SaveRequest(
            Bodies.string(body, "type")
                .orElseThrow(() -> Problem.badRequest("No file type provided")),
            Bodies.string(body, "format"),
            Optional.ofNullable(body.get("content")).filter(content -> !content.isNull()),
            Bodies.integer(body, "chunk"));
    boolean existed = contents.exists(path);
    ContentsModel model = contents.save(path, saved);
    return existed ? Response.json(200, model) : created(request, model);
  }

  private static Response created(Request request, ContentsModel model) {
    return Response.json(201, model).header("Location", location(request, model.path()));
  }

  private static String location(Request request, String path) {
    return request.link("/api/contents/" + PercentCoding.encodePath(path));
  }

  private Response rename(Request request, String path) throws ContentsException, IOException {
    String to =
        Bodies.string(object(request.json()), "path")
            .orElseThrow(() -> Problem.badRequest("JSON body with a path is missing"));
    ContentsModel model = contents.rename(path, to);
    return Response.json(200, model).header("Location", location(request, model.path()));
  }

  private Response delete(Request request, String path) throws ContentsException, IOException {
    contents.delete(path);
    return Response.noContent();
  }

  private Response listCheckpoints(Request request, String path)
      throws ContentsException, IOException {
    return Response.json(200, contents.checkpoints(path));
  }

  private Response createCheckpoint(Request request, String path)
      throws ContentsException, IOException {
    Checkpoint checkpoint = contents.createCheckpoint(path);
    return Response.json(201, checkpoint)
        .header("Location", location(request, path) + "/checkpoints/" + checkpoint.id());
  }

  private Response restoreCheckpoint(Request request, String path)
      throws ContentsException, IOException {
    contents.restoreCheckpoint(path, request.pathParameter("id"));
    return Response.noContent();
  }

  private Response deleteCheckpoint(Request request, String path)
      throws ContentsException, IOException {
    contents.deleteCheckpoint(path, request.pathParameter("id"));
    return Response.noContent();
  }

  private Response trust(Request request, String path) throws ContentsException, IOException {
    contents.trust(path);
    return Response.empty(201);
  }

  private static ObjectNode object(JsonNode body) {
    if (body instanceof ObjectNode object) {
      return object;
    }
    throw Problem.badRequest("The body must be a JSON object");
  }

  /** Fields of a body. */
  private static final class Bodies {
    static ObjectNode empty() {
      return JsonNodeFactory.instance.objectNode();
    }

    static Optional<String> string(ObjectNode body, String name) {
      JsonNode value = body.path(name);
      if (value.isMissingNode() || value.isNull()) {
        return Optional.empty();
      }
      if (!value.isString()) {
        throw Problem.badRequest(name + " must be a string");
      }
      return Optional.of(value.stringValue());
    }

    static Optional<Integer> integer(ObjectNode body, String name) {
      JsonNode value = body.path(name);
      if (value.isMissingNode() || value.isNull()) {
        return Optional.empty();
      }
      if (!value.isInt()) {
        throw Problem.badRequest(name + " must be a whole number");
      }
      return Optional.of(value.intValue());
    }
  }
}
