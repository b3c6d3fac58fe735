package dev.perijove.gateway.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class SettingsTest {
  private static final String TRACKER = "/lab/api/settings/@jupyterlab/notebook-extension:tracker";
  private static final String AUTO_START = "/schema/properties/autoStartDefaultKernel/default";

  @TempDir Path folder;

  @Test
  void all_plugins_are_listed_with_schema_version_and_what_is_set() throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      JsonNode settings = server.json("/lab/api/settings?1764000000000").path("settings");

      assertThat(settings).hasSize(2);
      JsonNode tracker = settings.get(0);
      assertThat(tracker.path("id").asString()).isEqualTo("@jupyterlab/notebook-extension:tracker");
      assertThat(tracker.path("version").asString()).isEqualTo("4.6.4");
      assertThat(tracker.path("raw").asString()).isEqualTo("{}");
      assertThat(tracker.path("settings").isEmpty()).isTrue();
      assertThat(tracker.path("last_modified").isNull()).isTrue();
      assertThat(settings.get(1).path("id").asString()).isEqualTo("plain:plugin");
    }
  }

  @Test
  void ids_alone_are_listed_on_request() throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      assertThat(server.get("/lab/api/settings?ids_only=true").body())
          .isEqualTo(
              "{\"settings\":[{\"id\":\"@jupyterlab/notebook-extension:tracker\"},"
                  + "{\"id\":\"plain:plugin\"}]}");
    }
  }

  @Test
  void the_first_cell_run_starts_the_notebooks_own_kernel_without_asking() throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      assertThat(server.json(TRACKER).at(AUTO_START).asBoolean(false)).isTrue();
    }
  }

  @Test
  void an_administrators_default_goes_over_ours() throws Exception {
    StudioServer.write(
        folder,
        "labconfig/default_setting_overrides.json",
        "{\"@jupyterlab/notebook-extension:tracker\": {\"autoStartDefaultKernel\": false,}}");
    try (StudioServer server = StudioServer.start(folder)) {
      assertThat(server.json(TRACKER).at(AUTO_START).asBoolean(true)).isFalse();
    }
  }

  @Test
  void what_a_person_sets_is_kept_with_its_comments_where_jupyterlab_keeps_it() throws Exception {
    String raw = "{\n  // mine\n  \"theme\": \"dark\",\n}";
    try (StudioServer server = StudioServer.start(folder)) {
      HttpResponse<String> put =
          server.put(
              TRACKER, "{\"raw\": \"" + raw.replace("\n", "\\n").replace("\"", "\\\"") + "\"}");
      JsonNode kept = server.json(TRACKER);

      assertThat(put.statusCode()).isEqualTo(204);
      assertThat(
              folder.resolve("settings/@jupyterlab/notebook-extension/tracker.jupyterlab-settings"))
          .hasContent(raw);
      assertThat(kept.path("raw").asString()).isEqualTo(raw);
      assertThat(kept.at("/settings/theme").asString()).isEqualTo("dark");
      assertThat(kept.path("last_modified").asString()).endsWith("Z");
    }
  }

  @Test
  void settings_that_are_no_json_object_or_of_no_plugin_are_refused() throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      assertThat(server.put(TRACKER, "{\"raw\": \"{\"}").statusCode()).isEqualTo(400);
      assertThat(server.put(TRACKER, "{\"raw\": \"[]\"}").statusCode()).isEqualTo(400);
      assertThat(server.put(TRACKER, "{\"raw\": 1}").statusCode()).isEqualTo(400);
      assertThat(server.put("/lab/api/settings/a:b", "{\"raw\": \"{}\"}").statusCode())
          .isEqualTo(404);
      assertThat(server.put("/lab/api/settings/..%2f..%2fx:y", "{\"raw\": \"{}\"}").statusCode())
          .isEqualTo(404);
      assertThat(
              server.put(TRACKER, "{\"raw\": \"" + " ".repeat(1024 * 1024) + "{}\"}").statusCode())
          .isEqualTo(413);
      assertThat(Files.exists(folder.resolve("settings"))).isFalse();
    }
  }

  @Test
  void a_settings_file_that_was_broken_by_hand_counts_as_empty() throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      server.write(
          "settings/@jupyterlab/notebook-extension/tracker.jupyterlab-settings", "{ broken");

      JsonNode kept = server.json(TRACKER);

      assertThat(kept.path("raw").asString()).isEqualTo("{ broken");
      assertThat(kept.path("settings").isEmpty()).isTrue();
    }
  }

  @Test
  void a_prebuilt_extension_brings_its_own_settings() throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      server.write(
          "labextensions/hello/package.json",
          "{\"name\":\"hello\",\"jupyterlab\":{\"_build\":{\"load\":\"static/e.js\"}}}");
      server.write("labextensions/hello/schemas/hello/plugin.json", "{\"title\":\"Hello\"}");

      assertThat(server.json("/lab/api/settings/hello:plugin").at("/schema/title").asString())
          .isEqualTo("Hello");
    }
  }
}
