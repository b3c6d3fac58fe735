package dev.perijove.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The gateway as a process of its own. */
@Timeout(120)
class GatewayProcessTest {
  @TempDir Path home;

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A process that lives for a second is not worth the better compiler.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), GatewayMain.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().keySet().removeIf(name -> name.contains("TOKEN"));
    builder.environment().put("JUPYTER_CONFIG_DIR", home.resolve("config").toString());
    builder.environment().put("JUPYTER_DATA_DIR", home.resolve("data").toString());
    return builder.redirectError(home.resolve("err").toFile()).start();
  }

  /** The URL it prints once it listens. */
  private URI url(Process process) throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.strip().startsWith("http://")) {
        return URI.create(line.strip());
      }
    }
    throw new IOException("no URL; it said: " + errors());
  }

  private String errors() throws IOException {
    return Files.readString(home.resolve("err"));
  }

  private static HttpResponse<String> send(String method, URI uri) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void the_printed_url_opens_it_and_a_signal_stops_it() throws Exception {
    Process process = start("--port", "0");
    try {
      URI url = url(process);

      assertThat(url.toString()).matches("http://localhost:\\d+/lab\\?token=[0-9a-f]{48}");
      assertThat(send("GET", url.resolve("/api/contents?" + url.getQuery())).statusCode())
          .isEqualTo(200);
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void a_client_that_may_can_stop_it_and_it_exits_with_0() throws Exception {
    Process process = start("--port", "0", "--token", "secret");
    try {
      URI url = url(process);

      assertThat(send("POST", url.resolve("/api/shutdown?token=secret")).statusCode())
          .isEqualTo(200);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(errors()).doesNotContain("secret");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void a_chosen_port_that_is_taken_and_an_unknown_option_are_said_on_one_line() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      Process process = start("--port", String.valueOf(taken.getLocalPort()));

      assertThat(process.waitFor()).isEqualTo(1);
      assertThat(errors().lines().reduce((first, last) -> last).orElse(""))
          .contains(String.valueOf(taken.getLocalPort()), "--port");
    }
    Process wrong = start("--prot");
    assertThat(wrong.waitFor()).isEqualTo(2);
    assertThat(errors()).startsWith("Unknown option '--prot'");
  }

  @Test
  void no_token_is_said_aloud() throws Exception {
    Process process = start("--port", "0", "--no-token");
    try {
      URI url = url(process);

      assertThat(url.getQuery()).isNull();
      assertThat(send("GET", url.resolve("/api/contents")).statusCode()).isEqualTo(200);
      assertThat(errors()).contains("no token");
    } finally {
      process.destroyForcibly();
    }
  }
}
