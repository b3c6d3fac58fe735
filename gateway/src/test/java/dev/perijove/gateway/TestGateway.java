package dev.perijove.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gateway on a free port over a directory, and a client that holds its token. */
public final class TestGateway implements AutoCloseable {
  private final Gateway gateway;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private TestGateway(Gateway gateway) {
    this.gateway = gateway;
  }

  /** Serves {@code home/root}; Jupyter's own directories are below {@code home} too. */
  public static TestGateway start(Path home) throws IOException {
    return start(home, UnaryOperator.identity());
  }

  /** The same with changes. */
  public static TestGateway start(Path home, UnaryOperator<GatewayConfig> changes)
      throws IOException {
    Files.createDirectories(home.resolve("root"));
    GatewayConfig config =
        GatewayConfig.of(home.resolve("root"))
            .withEnvironment(
                Map.of(
                    "JUPYTER_DATA_DIR", home.resolve("data").toString(),
                    "JUPYTER_CONFIG_DIR", home.resolve("config").toString(),
                    "JUPYTER_RUNTIME_DIR", home.resolve("runtime").toString(),
                    "JUPYTER_PATH", home.resolve("path").toString(),
                    "XDG_DATA_HOME", home.resolve("share").toString(),
                    "PATH", System.getenv().getOrDefault("PATH", "")));
    return new TestGateway(Gateway.start(changes.apply(config)));
  }

  /** The gateway itself. */
  public Gateway gateway() {
    return gateway;
  }

  /** A client without any header of its own. */
  public HttpClient client() {
    return client;
  }

  /** The URI of a path that begins with a slash. */
  public URI uri(String path) {
    return gateway.uri().resolve(path.substring(1));
  }

  /** A request without the token. */
  public HttpRequest.Builder anonymous(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
  }

  /** A request with the token. */
  public HttpRequest.Builder request(String path) {
    return anonymous(path).header("Authorization", "token " + gateway.token());
  }

  /** Sends a request. */
  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** GET with the token. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  /** Any method with the token and a body. */
  public HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(request(path).method(method, BodyPublishers.ofString(body)));
  }

  /** Any method with the token and no body. */
  public HttpResponse<String> send(String method, String path)
      throws IOException, InterruptedException {
    return send(request(path).method(method, BodyPublishers.noBody()));
  }

  /** A body as JSON. */
  public static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  @Override
  public void close() {
    gateway.close();
  }
}
