package dev.perijove.gateway.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class WorkspacesTest {
  private static final String DEFAULT = "/lab/api/workspaces/default";

  @TempDir Path folder;

  @Test
  void a_layout_is_kept_where_jupyterlab_keeps_it() throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      String layout = "{\"data\":{\"a\":1},\"metadata\":{\"id\":\"default\"}}";

      assertThat(server.put(DEFAULT, layout).statusCode()).isEqualTo(204);

      assertThat(server.json(DEFAULT).at("/data/a").asInt()).isEqualTo(1);
      // The name that JupyterLab's own server gives this workspace.
      assertThat(folder.resolve("workspaces/default-37a8.jupyterlab-workspace")).hasContent(layout);
    }
  }

  @Test
  void a_layout_that_was_never_kept_is_empty() throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      JsonNode workspace = server.json("/lab/api/workspaces/new");

      assertThat(workspace.path("data").isEmpty()).isTrue();
      assertThat(workspace.at("/metadata/id").asString()).isEqualTo("new");
    }
  }

  @Test
  void all_are_listed_and_one_that_is_deleted_is_gone() throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      for (String id : new String[] {"one", "two"}) {
        server.put(
            "/lab/api/workspaces/" + id, "{\"data\":{},\"metadata\":{\"id\":\"" + id + "\"}}");
      }
      server.write("workspaces/broken-0000.jupyterlab-workspace", "{");

      assertThat(server.json("/lab/api/workspaces").at("/workspaces/ids").toString())
          .isEqualTo("[\"one\",\"two\"]");
      assertThat(server.delete("/lab/api/workspaces/one").statusCode()).isEqualTo(204);
      assertThat(server.delete("/lab/api/workspaces/one").statusCode()).isEqualTo(404);
      assertThat(server.json("/lab/api/workspaces").at("/workspaces/values")).hasSize(1);
    }
  }

  @Test
  void an_id_cannot_lead_out_of_the_folder() throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      int status =
          server
              .put(
                  "/lab/api/workspaces/..%2f..%2fx",
                  "{\"data\":{},\"metadata\":{\"id\":\"../../x\"}}")
              .statusCode();

      assertThat(status).isEqualTo(204);
      assertThat(folder.resolve("workspaces")).isDirectoryContaining("glob:**/x-*");
    }
  }

  @Test
  void a_layout_under_another_name_or_too_large_is_refused() throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      String other = "{\"data\":{},\"metadata\":{\"id\":\"other\"}}";
      String large = "{\"data\":\"" + "x".repeat(1024 * 1024) + "\"}";

      assertThat(server.put(DEFAULT, other).statusCode()).isEqualTo(400);
      assertThat(server.put(DEFAULT, large).statusCode()).isEqualTo(413);
    }
  }
}
