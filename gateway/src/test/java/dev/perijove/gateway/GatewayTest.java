package dev.perijove.gateway;

import static dev.perijove.gateway.TestGateway.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perijove.gateway.auth.Token;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GatewayTest {
  @TempDir Path home;

  @Test
  void it_tells_its_version_and_how_long_it_has_been_idle() throws Exception {
    try (TestGateway gateway = TestGateway.start(home)) {
      assertThat(json(gateway.get("/api")).path("version").isString()).isTrue();
      String before = json(gateway.get("/api/status")).path("last_activity").stringValue();
      String stillBefore = json(gateway.get("/api/status")).path("last_activity").stringValue();
      gateway.get("/api/contents?no_track_activity=1");
      String untracked = json(gateway.get("/api/status")).path("last_activity").stringValue();
      gateway.get("/api/contents");
      String after = json(gateway.get("/api/status")).path("last_activity").stringValue();

      assertThat(stillBefore).isEqualTo(before);
      assertThat(untracked).isEqualTo(before);
      assertThat(after).isGreaterThan(before);
    }
  }

  @Test
  void the_root_leads_to_the_page_below_the_base_url() throws Exception {
    try (TestGateway gateway = TestGateway.start(home, config -> config.withBaseUrl("/ada"))) {
      assertThat(gateway.gateway().uri().getPath()).isEqualTo("/ada/");
      assertThat(gateway.get("/").headers().firstValue("Location")).contains("/ada/lab");
    }
  }

  @Test
  void a_client_can_ask_it_to_stop() throws Exception {
    try (TestGateway gateway = TestGateway.start(home)) {
      assertThat(gateway.send("POST", "/api/shutdown").statusCode()).isEqualTo(200);

      gateway.gateway().awaitShutdownRequest();
    }
  }

  @Test
  void closing_twice_is_closing_once_and_the_port_is_free_again() throws Exception {
    TestGateway gateway = TestGateway.start(home);
    int port = gateway.gateway().uri().getPort();

    gateway.close();
    gateway.close();

    try (ServerSocket free = new ServerSocket()) {
      free.setReuseAddress(true);
      free.bind(new InetSocketAddress("localhost", port));
      assertThat(free.isBound()).isTrue();
    }
  }

  @Test
  void a_default_port_that_is_taken_moves_on_and_a_chosen_one_does_not() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      int port = taken.getLocalPort();

      try (TestGateway next =
          TestGateway.start(home, config -> config.withAddress("localhost", port, 50))) {
        assertThat(next.gateway().uri().getPort()).isBetween(port + 1, port + 50);
      }
      assertThatThrownBy(
              () -> TestGateway.start(home, config -> config.withAddress("localhost", port, 0)))
          .isInstanceOf(BindException.class)
          .hasMessageContaining(String.valueOf(port));
    }
  }

  @Test
  void a_root_that_is_not_there_is_said_so() {
    GatewayConfig config = GatewayConfig.of(home.resolve("missing"));

    assertThatThrownBy(() -> Gateway.start(config))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void a_configuration_does_not_show_what_is_secret() {
    assertThat(GatewayConfig.of(home).withToken(Token.of("secret")).toString())
        .doesNotContain("secret", "PATH");
  }
}
