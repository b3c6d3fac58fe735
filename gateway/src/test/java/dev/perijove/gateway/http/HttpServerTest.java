package dev.perijove.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpServerTest {
  private static final RouteHandler ECHO =
      request -> Response.bytes("application/octet-stream", request.body());

  @Test
  void a_handler_answers_with_json_and_the_headers_every_answer_has() throws Exception {
    try (TestServer server =
        TestServer.start(
            Router.builder().get("/api", request -> Response.json(200, Map.of("version", "1"))))) {
      HttpResponse<String> answer = server.get("/api?1764000000000");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"version\":\"1\"}");
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.headers().firstValue("Content-Security-Policy"))
          .contains(
              "frame-ancestors 'self'; report-uri /api/security/csp-report; default-src 'none'");
      assertThat(answer.headers().firstValue("Date")).isPresent();
    }
  }

  @Test
  void an_unknown_path_is_404_and_a_known_one_with_another_method_405() throws Exception {
    try (TestServer server =
        TestServer.start(Router.builder().get("/api", ECHO).put("/api", ECHO))) {
      HttpResponse<String> unknown = server.get("/nowhere");
      HttpResponse<String> wrong =
          server.send(server.request("/api").method("DELETE", BodyPublishers.noBody()));

      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(unknown.body())
          .isEqualTo("{\"message\":\"Nothing is served at /nowhere\",\"reason\":null}");
      assertThat(wrong.statusCode()).isEqualTo(405);
      assertThat(wrong.headers().firstValue("Allow")).contains("GET, PUT");
    }
  }

  @Test
  void a_trailing_slash_leads_to_the_path_without_it_and_never_to_another_host() throws Exception {
    try (TestServer server = TestServer.start(Router.builder().get("/lab", ECHO))) {
      HttpResponse<String> slash = server.get("/lab/?reset");
      HttpResponse<String> post =
          server.send(server.request("/lab/").POST(BodyPublishers.noBody()));
      String hostile =
          server.raw("GET //evil.example/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

      assertThat(slash.statusCode()).isEqualTo(302);
      assertThat(slash.headers().firstValue("Location")).contains("/lab?reset");
      assertThat(post.statusCode()).isEqualTo(308);
      assertThat(hostile).contains("ocation: /evil.example\r\n");
    }
  }

  @Test
  void a_handler_that_throws_is_answered_500_without_a_word_of_its_insides() throws Exception {
    try (TestServer server =
        TestServer.start(
            Router.builder()
                .get(
                    "/broken",
                    request -> {
                      throw new IOException("/home/ada/secret is gone");
                    })
                .get(
                    "/refused",
                    request -> {
                      throw Problem.conflict("Busy").withReason("locked");
                    }))) {
      HttpResponse<String> broken = server.get("/broken");
      HttpResponse<String> refused = server.get("/refused");

      assertThat(broken.statusCode()).isEqualTo(500);
      assertThat(broken.body()).contains("Unhandled error").doesNotContain("secret");
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(refused.body()).isEqualTo("{\"message\":\"Busy\",\"reason\":\"locked\"}");
    }
  }

  @Test
  void head_has_the_length_of_get_and_no_body() throws Exception {
    try (TestServer server =
        TestServer.start(Router.builder().get("/page", request -> Response.text(200, "hello")))) {
      HttpResponse<String> head =
          server.send(server.request("/page").method("HEAD", BodyPublishers.noBody()));

      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.headers().firstValue("Content-Length")).contains("5");
      assertThat(head.body()).isEmpty();
    }
  }

  @Test
  void bodies_arrive_whole_whether_their_length_is_declared_or_not() throws Exception {
    byte[] body = new byte[3_000_000];
    new java.util.Random(7).nextBytes(body);
    try (TestServer server = TestServer.start(Router.builder().put("/echo", ECHO))) {
      HttpResponse<byte[]> declared =
          server.sendForBytes(server.request("/echo").PUT(BodyPublishers.ofByteArray(body)));
      HttpResponse<byte[]> chunked =
          server.sendForBytes(
              server
                  .request("/echo")
                  .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
      HttpResponse<byte[]> awaited =
          server.sendForBytes(
              server.request("/echo").expectContinue(true).PUT(BodyPublishers.ofByteArray(body)));

      assertThat(declared.body()).isEqualTo(body);
      assertThat(chunked.body()).isEqualTo(body);
      assertThat(awaited.body()).isEqualTo(body);
    }
  }

  @Test
  void a_body_beyond_the_limit_is_413_and_names_the_limit_and_the_cure() throws Exception {
    UnaryOperator<HttpServerConfig> small =
        config -> config.withLimits(config.limits().withBodyBytes(1000));
    try (TestServer server = TestServer.start(Router.builder().put("/echo", ECHO), small)) {
      HttpResponse<String> declared =
          server.send(server.request("/echo").PUT(BodyPublishers.ofByteArray(new byte[1001])));
      HttpResponse<String> chunked =
          server.send(
              server
                  .request("/echo")
                  .PUT(
                      BodyPublishers.ofInputStream(
                          () -> new ByteArrayInputStream(new byte[5000]))));
      HttpResponse<String> fits =
          server.send(server.request("/echo").PUT(BodyPublishers.ofByteArray(new byte[1000])));
      String announced =
          server.raw(
              "PUT /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9000000000\r\n"
                  + "Expect: 100-continue\r\n\r\n");

      assertThat(declared.statusCode()).isEqualTo(413);
      assertThat(declared.body()).contains("1000 bytes", "chunks");
      assertThat(chunked.statusCode()).isEqualTo(413);
      assertThat(fits.statusCode()).isEqualTo(200);
      assertThat(announced).startsWith("HTTP/1.1 413 ").doesNotContain("100 Continue");
    }
  }

  @Test
  void a_huge_body_is_refused_without_being_read_to_its_end() throws Exception {
    UnaryOperator<HttpServerConfig> small =
        config -> config.withLimits(config.limits().withBodyBytes(1000));
    try (TestServer server = TestServer.start(Router.builder().put("/echo", ECHO), small);
        Socket socket = server.connect()) {
      String head = "PUT /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 500000000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(new byte[100_000]);

      byte[] answer = socket.getInputStream().readAllBytes();

      assertThat(new String(answer, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void malformed_and_oversized_heads_are_refused_as_json() throws Exception {
    try (TestServer server = TestServer.start(Router.builder().get("/api", ECHO))) {
      assertThat(server.raw("NONSENSE\r\n\r\n"))
          .startsWith("HTTP/1.1 400 ")
          .contains("\"message\"");
      assertThat(server.raw("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n\r\n"))
          .startsWith("HTTP/1.1 414 ");
      assertThat(server.raw("GET /api HTTP/1.1\r\nX: " + "x".repeat(70_000) + "\r\n\r\n"))
          .startsWith("HTTP/1.1 431 ");
      assertThat(server.raw("GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 400 ");
      assertThat(server.raw("GET /%c3%28 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void a_head_or_a_body_that_does_not_come_ends_the_connection() throws Exception {
    UnaryOperator<HttpServerConfig> hasty =
        config ->
            config.withTimeouts(
                config.timeouts().withReading(Duration.ofMillis(150), Duration.ofMillis(150)));
    try (TestServer server = TestServer.start(Router.builder().put("/echo", ECHO), hasty)) {
      assertThat(server.raw("GET /ap")).isEmpty();
      assertThat(server.raw("PUT /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc"))
          .startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void a_byte_now_and_then_holds_no_connection() throws Exception {
    UnaryOperator<HttpServerConfig> hasty =
        config ->
            config.withTimeouts(
                config.timeouts().withReading(Duration.ofSeconds(20), Duration.ofMillis(300)));
    Gate nobody = (head, open) -> new Admission.Admitted(User.nobody(), List.of());
    for (Gate gate : List.of(nobody, TestServer.EVERYONE)) {
      try (TestServer server = TestServer.start(Router.builder().put("/echo", ECHO), hasty, gate);
          Socket socket = server.connect()) {
        OutputStream out = socket.getOutputStream();
        out.write(
            "PUT /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n"
                .getBytes(StandardCharsets.ISO_8859_1));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        String answer = "";
        while (answer.isEmpty() && System.nanoTime() < end) {
          out.write('x');
          answer = firstLine(socket, 20);
        }
        assertThat(answer).startsWith("HTTP/1.1 408 ");
      }
    }
  }

  /** Empty if nothing comes in this time. */
  private static String firstLine(Socket socket, int milliseconds) throws IOException {
    socket.setSoTimeout(milliseconds);
    byte[] bytes = new byte[100];
    try {
      int length = socket.getInputStream().read(bytes);
      return new String(bytes, 0, Math.max(0, length), StandardCharsets.ISO_8859_1);
    } catch (SocketTimeoutException nothing) {
      return "";
    }
  }

  @Test
  void pipelined_requests_are_answered_in_their_order_on_one_connection() throws Exception {
    RouteHandler name = request -> Response.text(200, "<" + request.pathParameter("name") + ">");
    try (TestServer server = TestServer.start(Router.builder().get("/{name}", name))) {
      String answers =
          server.raw(
              "GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n"
                  + "GET /c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

      assertThat(answers.replaceAll("(?s)[^<]*(<.>)[^<]*", "$1")).isEqualTo("<a><b><c>");
    }
  }

  @Test
  void more_requests_than_threads_and_queue_hold_are_answered_503() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    RouteHandler waits =
        request -> {
          running.countDown();
          release.await();
          return Response.noContent();
        };
    UnaryOperator<HttpServerConfig> narrow =
        config -> config.withLimits(config.limits().withRequestThreads(1, 1));
    try (TestServer server = TestServer.start(Router.builder().get("/wait", waits), narrow)) {
      CompletableFuture<HttpResponse<String>> first = async(server, "/wait");
      assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
      CompletableFuture<HttpResponse<String>> second = async(server, "/wait");
      CompletableFuture<HttpResponse<String>> third = async(server, "/wait");

      HttpResponse<String> refused =
          second.applyToEither(third, answer -> answer).get(20, TimeUnit.SECONDS);
      release.countDown();

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(first.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
    }
  }

  private static CompletableFuture<HttpResponse<String>> async(TestServer server, String target) {
    return server
        .client()
        .sendAsync(server.request(target).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void a_connection_beyond_the_limit_is_closed() throws Exception {
    UnaryOperator<HttpServerConfig> few =
        config -> config.withLimits(config.limits().withConnections(1));
    try (TestServer server = TestServer.start(Router.builder().get("/api", ECHO), few);
        Socket first = server.connect()) {
      first
          .getOutputStream()
          .write("GET /api HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(first.getInputStream().read()).isEqualTo('H');
      try (Socket second = server.connect()) {
        assertThat(second.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void long_texts_are_sent_in_gzip_to_clients_that_take_it() throws Exception {
    String text = "a line of text\n".repeat(1000);
    try (TestServer server =
        TestServer.start(
            Router.builder()
                .get("/long", request -> Response.text(200, text))
                .get("/short", request -> Response.text(200, "short"))
                .get("/image", request -> Response.bytes("image/png", new byte[9000])))) {
      HttpResponse<byte[]> gzip =
          server.sendForBytes(server.request("/long").header("Accept-Encoding", "deflate, gzip"));
      HttpResponse<byte[]> refused =
          server.sendForBytes(server.request("/long").header("Accept-Encoding", "gzip;q=0"));
      HttpResponse<byte[]> small =
          server.sendForBytes(server.request("/short").header("Accept-Encoding", "gzip"));
      HttpResponse<byte[]> image =
          server.sendForBytes(server.request("/image").header("Accept-Encoding", "gzip"));

      assertThat(gzip.headers().firstValue("Content-Encoding")).contains("gzip");
      assertThat(gzip.headers().firstValue("Vary")).contains("Accept-Encoding");
      assertThat(gzip.body().length).isLessThan(1000);
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip.body()))) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(text);
      }
      assertThat(new String(refused.body(), StandardCharsets.UTF_8)).isEqualTo(text);
      assertThat(small.headers().firstValue("Content-Encoding")).isEmpty();
      assertThat(image.headers().firstValue("Content-Encoding")).isEmpty();
    }
  }

  @Test
  void everything_moves_below_a_base_url() throws Exception {
    RouteHandler link = request -> Response.text(200, request.link("/lab"));
    try (TestServer server =
        TestServer.start(
            Router.builder().get("/api", link).get("/", link),
            config -> config.withBasePath("/user/ada"))) {
      assertThat(server.get("/user/ada/api").body()).isEqualTo("/user/ada/lab");
      assertThat(server.get("/user/ada").body()).isEqualTo("/user/ada/lab");
      assertThat(server.get("/api").statusCode()).isEqualTo(404);
      assertThat(server.get("/user/ada/api/").headers().firstValue("Location"))
          .contains("/user/ada/api");
    }
  }

  @Test
  void the_gate_answers_before_a_byte_of_the_body_is_taken() throws Exception {
    Gate shut =
        (head, open) -> {
          throw Problem.forbidden("Forbidden");
        };
    try (TestServer server =
        TestServer.start(Router.builder().put("/echo", ECHO), UnaryOperator.identity(), shut)) {
      String refused =
          server.raw(
              "PUT /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 90000000\r\n"
                  + "Expect: 100-continue\r\n\r\n");
      HttpResponse<String> withBody =
          server.send(server.request("/echo").PUT(BodyPublishers.ofString("abc")));

      assertThat(refused).startsWith("HTTP/1.1 403 ");
      assertThat(withBody.statusCode()).isEqualTo(403);
    }
  }

  @Test
  void stopping_lets_a_request_in_flight_finish() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    RouteHandler waits =
        request -> {
          running.countDown();
          release.await();
          return Response.text(200, "done");
        };
    TestServer server = TestServer.start(Router.builder().get("/wait", waits));
    CompletableFuture<HttpResponse<String>> answer = async(server, "/wait");
    assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
    release.countDown();

    assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo("done");
    stopped.get(20, TimeUnit.SECONDS);
    assertThatThrownBy(() -> server.connect().close()).isInstanceOf(IOException.class);
  }

  @Test
  void a_port_that_is_taken_is_said_so() throws Exception {
    try (TestServer server = TestServer.start(Router.builder().get("/api", ECHO))) {
      int taken = server.address().getPort();

      assertThatThrownBy(
              () ->
                  HttpServer.start(
                      HttpServerConfig.of("localhost", taken),
                      Router.builder().build(),
                      TestServer.EVERYONE))
          .isInstanceOf(BindException.class)
          .hasMessageContaining(String.valueOf(taken));
    }
  }
}
