package dev.perijove.gateway.studio;

import dev.perijove.gateway.http.Admission;
import dev.perijove.gateway.http.HttpServer;
import dev.perijove.gateway.http.HttpServerConfig;
import dev.perijove.gateway.http.Json;
import dev.perijove.gateway.http.Router;
import dev.perijove.gateway.http.User;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * The page's routes on a free port, for someone who has logged in, with everything they read and
 * write below one folder: {@code lab}, {@code labextensions}, {@code labconfig}, {@code settings},
 * {@code workspaces}.
 */
final class StudioServer implements AutoCloseable {
  private final Path folder;
  private final StudioRoutes studio;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private StudioServer(Path folder, StudioRoutes studio, HttpServer server) {
    this.folder = folder;
    this.studio = studio;
    this.server = server;
  }

  /** With a small page in {@code lab}. */
  static StudioServer start(Path folder) throws IOException {
    return start(folder, "/", UnaryOperator.identity());
  }

  static StudioServer start(Path folder, String basePath, UnaryOperator<StudioOptions> changes)
      throws IOException {
    write(folder, "lab/static/main.0123456789abcdef.js", "start()");
    write(folder, "lab/static/fonts/0123456789abcdef0123.woff2", "font");
    write(folder, "lab/stamp", "made by our build");
    write(folder, "lab/static/index.html", "<p>a template");
    write(
        folder,
        "lab/static/third-party-licenses.json",
        "{\"packages\":[{\"name\":\"yjs\",\"versionInfo\":\"13\",\"licenseId\":\"MIT\","
            + "\"extractedText\":\"Say \\\"please\\\"\"}]}");
    write(folder, "lab/themes/@jupyterlab/light/index.css", "body{}");
    write(
        folder,
        "lab/schemas/@jupyterlab/notebook-extension/tracker.json",
        "{\"properties\":{\"autoStartDefaultKernel\":{\"default\":false}}}");
    write(
        folder,
        "lab/schemas/@jupyterlab/notebook-extension/package.json.orig",
        "{\"version\":\"4.6.4\"}");
    write(
        folder,
        "lab/schemas/@jupyterlab/application-extension/package.json.orig",
        "{\"version\":\"4.6.4\"}");
    write(folder, "lab/schemas/plain/plugin.json", "{\"properties\":{}}");
    StudioOptions options =
        new StudioOptions(
            Optional.of(folder.resolve("lab")),
            List.of(),
            List.of(folder.resolve("labextensions"), folder.resolve("system-labextensions")),
            List.of(folder.resolve("labconfig")),
            folder.resolve("settings"),
            folder.resolve("workspaces"),
            folder.resolve("notebooks"),
            Optional.empty(),
            false);
    return serve(folder, basePath, StudioRoutes.open(changes.apply(options)));
  }

  /** Other routes; closes them. */
  static StudioServer serve(Path folder, String basePath, StudioRoutes studio) throws IOException {
    Router.Builder routes = Router.builder();
    studio.routes(routes);
    HttpServer server =
        HttpServer.start(
            HttpServerConfig.of("localhost", 0).withBasePath(basePath),
            routes.build(),
            (head, open) -> new Admission.Admitted(User.named("ada", "Ada", "A"), List.of()));
    return new StudioServer(folder, studio, server);
  }

  static void write(Path folder, String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolve("..").normalize());
    Files.writeString(file, content);
  }

  void write(String name, String content) throws IOException {
    write(folder, name, content);
  }

  HttpResponse<String> get(String target) throws IOException, InterruptedException {
    return send(request(target).GET());
  }

  JsonNode json(String target) throws IOException, InterruptedException {
    return Json.mapper().readTree(get(target).body());
  }

  HttpResponse<String> put(String target, String body) throws IOException, InterruptedException {
    return send(request(target).PUT(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> delete(String target) throws IOException, InterruptedException {
    return send(request(target).DELETE());
  }

  /** The data in the HTML of a page. */
  JsonNode pageConfig(String target) throws IOException, InterruptedException {
    String html = get(target).body();
    String start = "<script id=\"jupyter-config-data\" type=\"application/json\">";
    int from = html.indexOf(start) + start.length();
    return Json.mapper().readTree(html.substring(from, html.indexOf("</script>", from)));
  }

  private HttpRequest.Builder request(String target) {
    URI uri = URI.create("http://localhost:" + server.address().getPort() + target);
    return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    server.close();
    studio.close();
  }
}
