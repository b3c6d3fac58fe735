package dev.perijove.gateway.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** A server on a free port whose gate knows everyone, and a client for it. */
final class TestServer implements AutoCloseable {
  static final Gate EVERYONE =
      (head, open) -> new Admission.Admitted(User.named("ada", "Ada", "A"), List.of());

  private final HttpServer server;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private TestServer(HttpServer server) {
    this.server = server;
  }

  static TestServer start(Router.Builder routes) throws IOException {
    return start(routes, UnaryOperator.identity());
  }

  static TestServer start(Router.Builder routes, UnaryOperator<HttpServerConfig> changes)
      throws IOException {
    return start(routes, changes, EVERYONE);
  }

  static TestServer start(Router.Builder routes, UnaryOperator<HttpServerConfig> changes, Gate gate)
      throws IOException {
    HttpServerConfig config = changes.apply(HttpServerConfig.of("localhost", 0));
    return new TestServer(HttpServer.start(config, routes.build(), gate));
  }

  InetSocketAddress address() {
    return server.address();
  }

  HttpClient client() {
    return client;
  }

  URI uri(String target) {
    return URI.create("http://localhost:" + server.address().getPort() + target);
  }

  HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(uri(target)).timeout(Duration.ofSeconds(20));
  }

  HttpResponse<String> get(String target, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(target);
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<byte[]> sendForBytes(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** Sends bytes as they are and returns all that comes until the server closes. */
  String raw(String sent) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.connect(server.address());
    socket.setSoTimeout(20_000);
    return socket;
  }

  @Override
  public void close() {
    server.close();
  }
}
