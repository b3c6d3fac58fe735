package dev.perijove.gateway.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AssetsTest {
  @TempDir Path folder;

  @Test
  void a_file_with_its_hash_in_its_name_is_kept_for_good() throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      HttpResponse<String> script = server.get("/static/lab/main.0123456789abcdef.js");
      HttpResponse<String> font = server.get("/static/lab/fonts/0123456789abcdef0123.woff2");

      assertThat(script.body()).isEqualTo("start()");
      assertThat(script.headers().firstValue("Content-Type"))
          .contains("text/javascript; charset=utf-8");
      assertThat(script.headers().firstValue("Cache-Control"))
          .contains("public, max-age=31536000, immutable");
      assertThat(font.headers().firstValue("Content-Type")).contains("font/woff2");
      assertThat(font.headers().firstValue("Cache-Control"))
          .contains("public, max-age=31536000, immutable");
    }
  }

  @Test
  void a_file_without_a_hash_is_asked_for_again() throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      assertThat(
              server
                  .get("/static/lab/third-party-licenses.json")
                  .headers()
                  .map()
                  .get("cache-control"))
          .containsExactly("no-cache");
    }
  }

  @Test
  void a_theme_comes_from_a_prebuilt_extension_or_from_the_page() throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      server.write(
          "labextensions/dusk/package.json",
          "{\"name\":\"dusk\",\"jupyterlab\":{\"_build\":{\"load\":\"static/e.js\"}}}");
      server.write("labextensions/dusk/themes/dusk/index.css", "p{}");

      assertThat(server.get("/lab/api/themes/@jupyterlab/light/index.css").body())
          .isEqualTo("body{}");
      assertThat(server.get("/lab/api/themes/dusk/index.css").body()).isEqualTo("p{}");
      assertThat(server.get("/lab/api/themes/none/index.css").statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/static/lab/%2e%2e/schemas/plain/plugin.json",
        "/static/lab/..%2f..%2fsecret.txt",
        "/static/lab/%2fetc%2fpasswd",
        "/static/lab/fonts/a%00b",
        "/lab/api/themes/%2e%2e/%2e%2e/secret.txt",
        "/static/favicons/..%2fidle.svg"
      })
  void nothing_outside_its_folder_is_given_out(String target) throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      server.write("secret.txt", "secret");

      assertThat(server.get(target).statusCode()).isIn(400, 404);
    }
  }

  @Test
  void a_link_out_of_the_folder_is_not_followed() throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      server.write("secret.txt", "secret");
      Files.createSymbolicLink(folder.resolve("lab/static/link.txt"), folder.resolve("secret.txt"));

      assertThat(server.get("/static/lab/link.txt").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void the_page_has_an_icon_at_rest_and_one_at_work() throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      HttpResponse<String> idle = server.get("/static/favicons/idle.svg");

      assertThat(idle.headers().firstValue("Content-Type")).contains("image/svg+xml");
      assertThat(server.get("/static/favicons/busy.svg").body()).isNotEqualTo(idle.body());
    }
  }

  @Test
  void licences_are_told_in_three_formats() throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      HttpResponse<String> csv = server.get("/lab/api/licenses?format=csv&download=1");

      assertThat(
              server
                  .json("/lab/api/licenses")
                  .at("/bundles/JupyterLab/packages/0/licenseId")
                  .asString())
          .isEqualTo("MIT");
      assertThat(csv.body()).contains("\"yjs\",\"13\",\"MIT\",\"Say \"\"please\"\"\"");
      assertThat(csv.headers().firstValue("Content-Disposition"))
          .contains("attachment; filename=\"jupyterlab-licenses.csv\"");
      assertThat(server.get("/lab/api/licenses?format=markdown").body()).contains("### yjs 13");
      assertThat(server.get("/lab/api/licenses?format=pdf").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void an_unknown_language_is_answered_in_english_so_that_the_page_still_starts() throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      assertThat(server.json("/lab/api/translations/default").path("message").asString()).isEmpty();
      assertThat(server.get("/lab/api/translations/de_DE").statusCode()).isEqualTo(200);
      assertThat(server.json("/lab/api/translations").at("/data/en/nativeName").asString())
          .isEqualTo("English");
    }
  }
}
