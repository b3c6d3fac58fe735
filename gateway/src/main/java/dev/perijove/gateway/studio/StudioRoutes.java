package dev.perijove.gateway.studio;

import dev.perijove.gateway.http.Json;
import dev.perijove.gateway.http.Problem;
import dev.perijove.gateway.http.Request;
import dev.perijove.gateway.http.Response;
import dev.perijove.gateway.http.Router;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The page and all it asks for beyond the Jupyter server's REST interface. Owns the open jar the
 * page is read from; thread-safe.
 */
public final class StudioRoutes implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StudioRoutes.class);
  private static final List<String> ICONS = List.of("idle.svg", "busy.svg");

  private final StudioOptions options;
  private final Optional<LabFiles> lab;

  StudioRoutes(StudioOptions options, Optional<LabFiles> lab) {
    this.options = options;
    this.lab = lab;
  }

  /**
   * Finds the page.
   *
   * @throws IOException if {@code --lab-dir} names a folder without a built JupyterLab
   */
  public static StudioRoutes open(StudioOptions options) throws IOException {
    Optional<LabFiles> lab = LabFiles.find(options);
    lab.ifPresentOrElse(
        found -> log.info("JupyterLab's page comes from {}", found),
        () -> log.warn("This gateway has no page: it was built without Node"));
    return new StudioRoutes(options, lab);
  }

  /**
   * Adds the routes.
   *
   * @throws IOException if what the page is made from cannot be read
   */
  public void routes(Router.Builder routes) throws IOException {
    routes
        .get("/static/favicons/{icon}", StudioRoutes::icon)
        .open("/static/favicons/{icon}")
        .get("/favicon.ico", request -> icon("idle.svg"))
        .open("/favicon.ico");
    if (lab.isEmpty()) {
      new MissingLabPage().routes(routes);
      return;
    }
    addPage(routes, lab.get());
  }

  private void addPage(Router.Builder routes, LabFiles found) throws IOException {
    FederatedExtensions extensions = new FederatedExtensions(options.labextensionsPath());
    List<Path> overrides =
        options.labconfigPath().stream()
            .map(folder -> folder.resolve("default_setting_overrides.json"))
            .toList();
    SettingSchemas schemas =
        SettingSchemas.load(found.schemas(), extensions, SettingOverrides.load(overrides));
    // An installed JupyterLab loses all cells but one of a first run that has to start the kernel.
    PageConfig config = new PageConfig(options, found.version(), !found.isOurs());

    new LabPage(found, config, extensions).routes(routes);
    new AssetsResource(found, extensions).routes(routes);
    new SettingsResource(schemas, new UserSettings(options.userSettings())).routes(routes);
    new WorkspacesResource(new Workspaces(options.workspaces())).routes(routes);
    new LicensesResource(new LicenseReport(found.statics(), extensions)).routes(routes);
    routes
        .get("/lab/api/translations", StudioRoutes::languages)
        .get("/lab/api/translations/{locale}", StudioRoutes::translation)
        .get("/lab/api/listings/{listing...}", StudioRoutes::listing)
        .get("/lab/api/build", StudioRoutes::build)
        .get("/lsp/status", StudioRoutes::languageServers)
        .get("/api/nbconvert", StudioRoutes::exportFormats);
  }

  private static Response icon(Request request) throws IOException {
    String name = request.pathParameter("icon");
    if (!ICONS.contains(name)) {
      throw Problem.notFound("There is no icon " + name);
    }
    return icon(name);
  }

  private static Response icon(String name) throws IOException {
    try (InputStream icon = StudioRoutes.class.getResourceAsStream(name)) {
      if (icon == null) {
        throw new IOException(name + " is missing from the gateway's jar");
      }
      return Response.bytes("image/svg+xml", icon.readAllBytes())
          .header("Cache-Control", "public, max-age=86400");
    }
  }

  private static Response languages(Request request) {
    ObjectNode answer = Json.mapper().createObjectNode();
    answer
        .putObject("data")
        .putObject("en")
        .put("displayName", "English")
        .put("nativeName", "English");
    return Response.json(200, answer.put("message", ""));
  }

  /** The page's own texts are English; without data it shows them. Without an answer it stops. */
  private static Response translation(Request request) {
    String locale = request.pathParameter("locale");
    boolean english = locale.equals("default") || locale.equals("en") || locale.startsWith("en_");
    ObjectNode answer = Json.mapper().createObjectNode();
    answer.putObject("data");
    answer.put("message", english ? "" : "There is no language pack for " + locale);
    return Response.json(200, answer);
  }

  /** Which extensions an administrator lets people install: none is named, either way. */
  private static Response listing(Request request) {
    ObjectNode answer = Json.mapper().createObjectNode();
    answer.putArray("blocked_extensions_uris");
    answer.putArray("allowed_extensions_uris");
    answer.putArray("blocked_extensions");
    answer.putArray("allowed_extensions");
    return Response.json(200, answer);
  }

  /** The page is never built here. */
  private static Response build(Request request) {
    return Response.json(
        200, Json.mapper().createObjectNode().put("status", "stable").put("message", ""));
  }

  /** None runs; told so, the page asks no more. */
  private static Response languageServers(Request request) {
    ObjectNode answer = Json.mapper().createObjectNode().put("version", 2);
    answer.putObject("sessions");
    answer.putObject("specs");
    return Response.json(200, answer);
  }

  /** None is offered; told so, the page has an empty menu instead of a fault. */
  private static Response exportFormats(Request request) {
    return Response.json(200, Json.mapper().createObjectNode());
  }

  /** Closes the jar; called when no request is answered any more. */
  @Override
  public void close() {
    try {
      if (lab.isPresent()) {
        lab.get().close();
      }
    } catch (IOException e) {
      log.warn("Cannot close {}", lab.get(), e);
    }
  }
}
