package dev.perijove.gateway.kernelspecs;

import dev.perijove.gateway.http.Json;
import dev.perijove.gateway.http.PercentCoding;
import dev.perijove.gateway.http.Problem;
import dev.perijove.gateway.http.Request;
import dev.perijove.gateway.http.Response;
import dev.perijove.gateway.http.Router;
import dev.perijove.gateway.http.StaticFiles;
import dev.perijove.protocol.kernelspec.KernelSpec;
import dev.perijove.protocol.kernelspec.KernelSpecManager;
import dev.perijove.protocol.kernelspec.KernelSpecNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/kernelspecs} and {@code /kernelspecs}. */
public final class KernelSpecsResource {
  private static final Set<String> FRONT_END_FILES = Set.of("kernel.js", "kernel.css");
  private static final JsonMapper MAPPER = Json.mapper();

  private final KernelSpecManager kernelSpecs;
  private final String preferred;

  /**
   * On a manager.
   *
   * @param preferred the default kernel where it is installed, else the first there is
   */
  public KernelSpecsResource(KernelSpecManager kernelSpecs, String preferred) {
    this.kernelSpecs = kernelSpecs;
    this.preferred = preferred;
  }

  /** Adds its routes. */
  public void routes(Router.Builder routes) {
    routes
        .get("/api/kernelspecs", this::list)
        .get("/api/kernelspecs/{name}", this::get)
        .get("/kernelspecs/{name}/{file...}", this::resource);
  }

  private Response list(Request request) throws IOException {
    Map<String, KernelSpec> specs = kernelSpecs.findAll();
    ObjectNode answer = MAPPER.createObjectNode();
    answer.put(
        "default",
        specs.containsKey(preferred)
            ? preferred
            : specs.keySet().stream().findFirst().orElse(preferred));
    ObjectNode models = answer.putObject("kernelspecs");
    for (KernelSpec spec : specs.values()) {
      models.set(spec.name(), model(request, spec));
    }
    return Response.json(200, answer);
  }

  private Response get(Request request) throws IOException {
    return Response.json(200, model(request, require(request)));
  }

  private Response resource(Request request) throws IOException {
    Path directory = require(request).resourceDir();
    return StaticFiles.of(directory)
        .serve(request.pathParameter("file"))
        .header("Cache-Control", "max-age=2592000");
  }

  private KernelSpec require(Request request) {
    try {
      return kernelSpecs.get(request.pathParameter("name"));
    } catch (KernelSpecNotFoundException e) {
      throw Problem.notFound(String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode model(Request request, KernelSpec spec) throws IOException {
    ObjectNode model = MAPPER.createObjectNode();
    model.put("name", spec.name());
    ObjectNode described = model.putObject("spec");
    described.set("argv", MAPPER.valueToTree(spec.argv()));
    described.set("env", MAPPER.valueToTree(spec.env()));
    described.put("display_name", spec.displayName());
    described.put("language", spec.language());
    described.put("interrupt_mode", spec.interruptMode().wireName());
    described.set("metadata", MAPPER.valueToTree(spec.metadata()));
    spec.extra().forEach(described::set);
    model.set("resources", resources(request, spec));
    return model;
  }

  /** Logos by their name without extension, the front end's files by their whole name. */
  private static ObjectNode resources(Request request, KernelSpec spec) throws IOException {
    ObjectNode resources = MAPPER.createObjectNode();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(spec.resourceDir())) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        String link =
            request.link(
                "/kernelspecs/"
                    + PercentCoding.encodeSegment(spec.name())
                    + "/"
                    + PercentCoding.encodeSegment(name));
        if (FRONT_END_FILES.contains(name)) {
          resources.put(name, link);
        } else if (name.startsWith("logo-")) {
          int dot = name.lastIndexOf('.');
          resources.put(dot < 0 ? name : name.substring(0, dot), link);
        }
      }
    }
    return resources;
  }
}
