package dev.perijove.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who sees JupyterLab's page, and with what in it. */
@Timeout(60)
class PageTest {
  private static final String SCRIPT = "main.0123456789abcdef.js";
  private static final String PLUGIN = "/lab/api/settings/@jupyterlab/some:plugin";

  @TempDir Path home;
  private Path lab;

  @BeforeEach
  void lay_out_a_small_page() throws Exception {
    lab = home.resolve("lab");
    Path schemas = lab.resolve("schemas/@jupyterlab/some");
    Files.createDirectories(lab.resolve("static"));
    Files.createDirectories(schemas);
    Files.writeString(lab.resolve("static").resolve(SCRIPT), "start()");
    Files.writeString(schemas.resolve("plugin.json"), "{\"properties\":{}}");
  }

  @Test
  void a_stranger_is_led_to_the_login_and_sees_no_token_and_no_settings() throws Exception {
    try (TestGateway gateway = start()) {
      HttpResponse<String> page = gateway.send(gateway.anonymous("/lab/tree/a.ipynb"));
      HttpResponse<String> settings = gateway.send(gateway.anonymous("/lab/api/settings"));

      assertThat(page.statusCode()).isEqualTo(302);
      assertThat(page.headers().firstValue("Location").orElseThrow()).startsWith("/login?next=");
      assertThat(page.body()).doesNotContain(gateway.gateway().token());
      assertThat(settings.statusCode()).isEqualTo(403);
    }
  }

  @Test
  void the_printed_address_opens_the_page_and_leaves_a_login_that_lasts() throws Exception {
    try (TestGateway gateway = start()) {
      HttpResponse<String> opened =
          gateway.send(gateway.anonymous("/lab?token=" + gateway.gateway().token()));
      String cookies =
          opened.headers().allValues("Set-Cookie").stream()
              .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
              .collect(Collectors.joining("; "));
      HttpResponse<String> page = gateway.send(gateway.anonymous("/lab").header("Cookie", cookies));

      assertThat(opened.headers().firstValue("Location")).contains("/lab");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("\"token\":\"" + gateway.gateway().token() + "\"");
    }
  }

  @Test
  void the_bundle_holds_no_secret_and_is_open_like_the_login_page() throws Exception {
    try (TestGateway gateway = start()) {
      assertThat(gateway.send(gateway.anonymous("/static/lab/" + SCRIPT)).body())
          .isEqualTo("start()");
      assertThat(gateway.send(gateway.anonymous("/static/favicons/idle.svg")).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void settings_are_kept_in_the_users_jupyter_configuration() throws Exception {
    try (TestGateway gateway = start()) {
      HttpResponse<String> put =
          gateway.send(gateway.request(PLUGIN).PUT(BodyPublishers.ofString("{\"raw\":\"{}\"}")));

      assertThat(put.statusCode()).isEqualTo(204);
      assertThat(
              home.resolve("config/lab/user-settings/@jupyterlab/some/plugin.jupyterlab-settings"))
          .hasContent("{}");
    }
  }

  private TestGateway start() throws Exception {
    return TestGateway.start(home, config -> config.withLabDirectory(lab));
  }
}
