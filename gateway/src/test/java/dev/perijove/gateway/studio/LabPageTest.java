package dev.perijove.gateway.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class LabPageTest {
  @TempDir Path folder;

  @Test
  void the_root_leads_to_the_page() throws Exception {
    try (StudioServer server = StudioServer.start(folder, "/java/", UnaryOperator.identity())) {
      HttpResponse<String> answer = server.get("/java/");

      assertThat(answer.statusCode()).isEqualTo(302);
      assertThat(answer.headers().firstValue("Location")).contains("/java/lab");
    }
  }

  @Test
  void the_page_names_its_first_script_and_is_never_kept_by_the_browser() throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      HttpResponse<String> answer = server.get("/lab?reset");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(answer.body())
          .contains("<script defer src=\"/static/lab/main.0123456789abcdef.js\">");
    }
  }

  @Test
  void opening_a_notebook_starts_no_kernel() throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      assertThat(server.pageConfig("/lab").path("notebookStartsKernel").asBoolean(true)).isFalse();
    }
  }

  @Test
  void an_installed_jupyterlab_starts_the_kernel_with_the_notebook_as_it_is_used_to()
      throws Exception {
    try (StudioServer server =
        StudioServer.start(
            folder,
            "/",
            options -> {
              assertThat(folder.resolve("lab/stamp").toFile().delete()).isTrue();
              return options;
            })) {
      assertThat(server.pageConfig("/lab").path("notebookStartsKernel").asBoolean(false)).isTrue();
    }
  }

  @Test
  void every_address_of_the_page_says_what_to_open_and_how() throws Exception {
    try (StudioServer server = StudioServer.start(folder, "/java/", UnaryOperator.identity())) {
      JsonNode plain = server.pageConfig("/java/lab");
      JsonNode file = server.pageConfig("/java/lab/workspaces/desk-1/tree/a%20b/c.ipynb");
      JsonNode single = server.pageConfig("/java/doc/tree/c.ipynb");

      assertThat(plain.path("workspace").asString()).isEqualTo("default");
      assertThat(plain.path("mode").asString()).isEqualTo("multiple-document");
      assertThat(plain.has("treePath")).isFalse();
      assertThat(file.path("workspace").asString()).isEqualTo("desk-1");
      assertThat(file.path("treePath").asString()).isEqualTo("a b/c.ipynb");
      assertThat(single.path("mode").asString()).isEqualTo("single-document");
      assertThat(plain.path("appVersion").asString()).isEqualTo("4.6.4");
      assertThat(plain.path("baseUrl").asString()).isEqualTo("/java/");
      assertThat(plain.path("fullStaticUrl").asString()).isEqualTo("/java/static/lab");
      assertThat(plain.path("settingsUrl").asString()).isEqualTo("/lab/api/settings");
    }
  }

  @Test
  void a_token_in_the_address_is_taken_out_of_it() throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      HttpResponse<String> answer = server.get("/lab/tree/a%20b?token=secret&reset");

      assertThat(answer.statusCode()).isEqualTo(302);
      assertThat(answer.headers().firstValue("Location")).contains("/lab/tree/a%20b?reset");
    }
  }

  @Test
  void the_page_carries_the_token_its_requests_are_signed_with() throws Exception {
    try (StudioServer server =
        StudioServer.start(folder, "/", options -> options.withToken("secret"))) {
      assertThat(server.pageConfig("/lab").path("token").asString()).isEqualTo("secret");
    }
  }

  @Test
  void no_name_in_the_page_can_end_the_data_it_stands_in() throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      String path = "/lab/tree/%3C%2Fscript%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E";

      assertThat(server.get(path).body()).doesNotContain("<script>alert");
      assertThat(server.pageConfig(path).path("treePath").asString())
          .isEqualTo("</script><script>alert(1)</script>");
    }
  }

  @Test
  void a_prebuilt_extension_is_loaded_and_the_first_folder_that_has_it_wins() throws Exception {
    String metadata =
        """
        {"name": "@ours/hello",
         "jupyterlab": {"disabledExtensions": ["@jupyterlab/toc-extension"],
                        "_build": {"load": "static/entry.%s.js", "extension": "./extension"}}}
        """;
    try (StudioServer server = StudioServer.start(folder)) {
      server.write("labextensions/@ours/hello/package.json", metadata.formatted("first"));
      server.write("system-labextensions/@ours/hello/package.json", metadata.formatted("second"));
      server.write("labextensions/broken/package.json", "{");
      server.write("labextensions/@ours/hello/static/entry.first.js", "hello()");

      JsonNode config = server.pageConfig("/lab");

      assertThat(config.path("federated_extensions")).hasSize(1);
      JsonNode entry = config.path("federated_extensions").get(0);
      assertThat(entry.path("name").asString()).isEqualTo("@ours/hello");
      assertThat(entry.path("load").asString()).isEqualTo("static/entry.first.js");
      assertThat(names(config.path("disabledExtensions"))).contains("@jupyterlab/toc-extension");
      assertThat(server.get("/lab/extensions/@ours/hello/static/entry.first.js").body())
          .isEqualTo("hello()");
      assertThat(server.get("/lab/extensions/@ours/other/static/entry.first.js").statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void an_administrator_can_leave_plugins_out() throws Exception {
    try (StudioServer server = StudioServer.start(folder)) {
      server.write(
          "labconfig/page_config.json", "{\"disabledExtensions\": {\"a:b\": true, \"c\": false}}");

      assertThat(names(server.pageConfig("/lab").path("disabledExtensions")))
          .contains("a:b")
          .doesNotContain("c");
    }
  }

  @Test
  void a_lab_directory_without_a_page_is_refused_by_name() {
    StudioOptions options = withoutPage().withLabDirectory(folder.resolve("nothing"));

    assertThatThrownBy(() -> StudioRoutes.open(options))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder.resolve("nothing").toString())
        .hasMessageContaining("share/jupyter/lab");
  }

  @Test
  void without_a_page_the_person_is_told_why_and_what_to_do() throws Exception {
    StudioRoutes studio = new StudioRoutes(withoutPage(), Optional.empty());
    try (StudioServer server = StudioServer.serve(folder, "/", studio)) {
      HttpResponse<String> answer = server.get("/lab/tree/x.ipynb");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("Node").contains("--lab-dir");
    }
  }

  private StudioOptions withoutPage() {
    return new StudioOptions(
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        folder.resolve("settings"),
        folder.resolve("workspaces"),
        folder,
        Optional.empty(),
        false);
  }

  private static List<String> names(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }
}
