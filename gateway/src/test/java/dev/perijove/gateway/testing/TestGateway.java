package dev.perijove.gateway.testing;

import dev.perijove.gateway.http.Admission;
import dev.perijove.gateway.http.HttpServer;
import dev.perijove.gateway.http.HttpServerConfig;
import dev.perijove.gateway.http.Json;
import dev.perijove.gateway.http.Router;
import dev.perijove.gateway.http.User;
import dev.perijove.gateway.kernels.KernelsConfig;
import dev.perijove.gateway.kernels.KernelsResource;
import dev.perijove.gateway.kernels.MultiKernelManager;
import dev.perijove.gateway.kernels.RestartPolicy;
import dev.perijove.gateway.provision.Provisioners;
import dev.perijove.gateway.sessions.SessionManager;
import dev.perijove.gateway.sessions.SessionsResource;
import dev.perijove.protocol.kernelspec.JupyterPaths;
import dev.perijove.protocol.kernelspec.KernelSpecManager;
import dev.perijove.protocol.kernelspec.Platform;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Kernels, sessions and their channels on a real server, with no login before them. */
public final class TestGateway implements AutoCloseable {

  private final MultiKernelManager kernels;
  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  private TestGateway(MultiKernelManager kernels, HttpServer server) {
    this.kernels = kernels;
    this.server = server;
  }

  /** A gateway in {@code home} whose kernelspecs are the scripted ones and those of a data path. */
  public static TestGateway start(
      Path home, List<Path> dataPath, UnaryOperator<KernelsConfig> configure) throws IOException {
    Path root = Files.createDirectories(home.resolve("root"));
    Path data = home.resolve("data");
    writeScriptedSpec(data, "scripted", Map.of());
    List<String> path = new ArrayList<>(List.of(data.toString()));
    dataPath.forEach(directory -> path.add(directory.toString()));
    KernelSpecManager specs =
        KernelSpecManager.of(
            JupyterPaths.of(
                Map.of("JUPYTER_PATH", String.join(File.pathSeparator, path)),
                home.resolve("user"),
                Platform.current()));
    KernelsConfig config =
        KernelsConfig.of(root, home.resolve("runtime"))
            .withDefaultKernelName("scripted")
            .withTimes(Duration.ofSeconds(60), Duration.ofSeconds(4))
            .withRestart(new RestartPolicy(3, Duration.ofSeconds(10), Duration.ofMillis(1)));
    MultiKernelManager kernels =
        MultiKernelManager.start(configure.apply(config), specs, Provisioners.load());
    Router.Builder router = Router.builder();
    new KernelsResource(kernels).routes(router);
    new SessionsResource(new SessionManager(kernels), kernels).routes(router);
    HttpServer server =
        HttpServer.start(
            new HttpServerConfig(
                "127.0.0.1",
                0,
                "/",
                HttpServerConfig.Limits.defaults(),
                HttpServerConfig.Timeouts.defaults()),
            router.build(),
            (head, open) -> new Admission.Admitted(User.nobody(), List.of()));
    return new TestGateway(kernels, server);
  }

  public static TestGateway start(Path home) throws IOException {
    return start(home, List.of(), config -> config);
  }

  /** Installs a kernelspec for the scripted kernel below a data directory. */
  public static void writeScriptedSpec(Path data, String name, Map<String, String> env)
      throws IOException {
    ObjectNode spec = Json.mapper().createObjectNode();
    spec.putArray("argv")
        .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
        .add("-XX:+UseSerialGC")
        .add("-XX:TieredStopAtLevel=1")
        .add("-Xmx256m")
        .add("-cp")
        .add(System.getProperty("java.class.path"))
        .add(ScriptedKernel.class.getName())
        .add("{connection_file}");
    spec.put("display_name", "Scripted").put("language", "script");
    spec.put("interrupt_mode", "message");
    ObjectNode variables = spec.putObject("env");
    env.forEach(variables::put);
    Path directory = Files.createDirectories(data.resolve("kernels").resolve(name));
    Files.write(directory.resolve("kernel.json"), Json.mapper().writeValueAsBytes(spec));
  }

  public MultiKernelManager kernels() {
    return kernels;
  }

  public URI uri(String scheme, String path) {
    return URI.create(scheme + "://127.0.0.1:" + server.address().getPort() + path);
  }

  /** Sends a request; an empty body sends none. */
  public HttpResponse<String> call(String method, String path, String body) throws Exception {
    HttpRequest.BodyPublisher publisher =
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    return http.send(
        HttpRequest.newBuilder(uri("http", path))
            .method(method, publisher)
            .timeout(Duration.ofSeconds(60))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  public JsonNode json(String method, String path, String body) throws Exception {
    return Json.mapper().readTree(call(method, path, body).body());
  }

  /** Starts a kernel and tells its id. */
  public String startKernel(String kernelName) throws Exception {
    return json("POST", "/api/kernels", "{\"name\":\"" + kernelName + "\"}")
        .path("id")
        .stringValue();
  }

  /** Opens a channel WebSocket as JupyterLab does. */
  public TestClient connect(String kernelId, String sessionId) throws Exception {
    return TestClient.connect(this, kernelId, sessionId, true);
  }

  HttpClient http() {
    return http;
  }

  @Override
  public void close() {
    kernels.close();
    server.close();
  }
}
