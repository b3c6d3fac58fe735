package dev.perijove.gateway.contents;

import static dev.perijove.gateway.TestGateway.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perijove.gateway.TestGateway;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class ContentsResourceTest {
  private static final String NOTEBOOK =
      """
      {"cells":[{"cell_type":"code","id":"a1","execution_count":1,"outputs":[],"source":"1+1",
      "metadata":{"trusted":true,"tags":["x"]}}],
      "metadata":{"kernelspec":{"name":"java","display_name":"Java"}},
      "nbformat":4,"nbformat_minor":5}""";

  @TempDir Path home;
  private TestGateway gateway;
  private Path root;

  @BeforeEach
  void start() throws IOException {
    gateway = TestGateway.start(home);
    root = home.resolve("root");
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private static String saving(String type, String format, String content) {
    return "{\"type\":\"%s\",\"format\":\"%s\",\"content\":%s}".formatted(type, format, content);
  }

  private static List<String> names(JsonNode directory) {
    return StreamSupport.stream(directory.path("content").spliterator(), false)
        .map(entry -> entry.path("name").stringValue())
        .toList();
  }

  @Test
  void a_directory_lists_what_is_visible_in_it_without_content() throws Exception {
    Files.writeString(root.resolve("b.txt"), "text");
    Files.writeString(root.resolve("a.ipynb"), NOTEBOOK);
    Files.createDirectory(root.resolve("c"));
    Files.writeString(root.resolve(".hidden"), "");
    Files.createSymbolicLink(root.resolve("out"), home);
    Files.createSymbolicLink(root.resolve("nowhere"), home.resolve("missing"));

    JsonNode model = json(gateway.get("/api/contents?content=1&hash=0&1764000000000"));

    assertThat(names(model)).containsExactly("a.ipynb", "b.txt", "c");
    assertThat(model.path("type").stringValue()).isEqualTo("directory");
    assertThat(model.path("format").stringValue()).isEqualTo("json");
    assertThat(model.path("content").get(0).path("type").stringValue()).isEqualTo("notebook");
    assertThat(model.path("content").get(1).path("content").isNull()).isTrue();
    assertThat(model.path("content").get(1).path("size").intValue()).isEqualTo(4);
    assertThat(model.path("content").get(2).path("size").isNull()).isTrue();
  }

  @Test
  void a_file_comes_as_text_if_it_is_utf8_and_else_in_base64() throws Exception {
    Files.writeString(root.resolve("text.csv"), "é;1\n");
    byte[] bytes = {(byte) 0xff, 0, 1};
    Files.write(root.resolve("data"), bytes);

    JsonNode text = json(gateway.get("/api/contents/text.csv?type=file&format=text&hash=1"));
    JsonNode data = json(gateway.get("/api/contents/data"));
    JsonNode bare = json(gateway.get("/api/contents/data?content=0&hash=0"));

    assertThat(text.path("content").stringValue()).isEqualTo("é;1\n");
    assertThat(text.path("mimetype").stringValue()).isEqualTo("text/csv");
    assertThat(text.path("hash_algorithm").stringValue()).isEqualTo("sha256");
    assertThat(text.path("hash").stringValue())
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256")
                        .digest("é;1\n".getBytes(StandardCharsets.UTF_8))));
    assertThat(data.path("format").stringValue()).isEqualTo("base64");
    assertThat(Base64.getDecoder().decode(data.path("content").stringValue())).isEqualTo(bytes);
    assertThat(bare.path("content").isNull()).isTrue();
    assertThat(bare.path("format").isNull()).isTrue();
    assertThat(bare.path("last_modified").stringValue())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
  }

  @Test
  void questions_that_make_no_sense_are_400_and_what_is_not_there_404() throws Exception {
    Files.write(root.resolve("data"), new byte[] {(byte) 0xff});
    Files.createDirectory(root.resolve("dir"));
    Files.writeString(root.resolve("broken.ipynb"), "{");

    assertThat(gateway.get("/api/contents/data?type=directory").statusCode()).isEqualTo(400);
    assertThat(gateway.get("/api/contents/dir?type=file").statusCode()).isEqualTo(400);
    assertThat(gateway.get("/api/contents/data?format=text").statusCode()).isEqualTo(400);
    assertThat(gateway.get("/api/contents/data?format=x").statusCode()).isEqualTo(400);
    assertThat(gateway.get("/api/contents/data?content=2").statusCode()).isEqualTo(400);
    HttpResponse<String> broken = gateway.get("/api/contents/broken.ipynb");
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(broken.body()).contains("broken.ipynb");
    assertThat(gateway.get("/api/contents/broken.ipynb?type=file").statusCode()).isEqualTo(200);
    HttpResponse<String> missing = gateway.get("/api/contents/none.txt");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(json(missing).path("message").stringValue()).contains("none.txt");
  }

  @Test
  void nothing_outside_of_the_root_is_read_written_moved_or_deleted() throws Exception {
    Files.writeString(home.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(root.resolve("link"), home);
    Files.writeString(root.resolve("a.txt"), "a");
    for (String path : List.of("..%2Fsecret.txt", "link/secret.txt", "%2e%2e/secret.txt", ".env")) {
      String at = "/api/contents/" + path;
      assertThat(gateway.get(at).statusCode()).as(path).isEqualTo(404);
      assertThat(gateway.send("PUT", at, saving("file", "text", "\"x\"")).statusCode())
          .as(path)
          .isEqualTo(404);
      assertThat(gateway.send("DELETE", at).statusCode()).as(path).isEqualTo(404);
      assertThat(gateway.send("POST", at + "/checkpoints").statusCode()).as(path).isEqualTo(404);
      assertThat(gateway.get("/files/" + path).statusCode()).as(path).isEqualTo(404);
    }
    for (String to : List.of("../b.txt", "/b.txt", "link/b.txt", ".b.txt")) {
      assertThat(
              gateway
                  .send("PATCH", "/api/contents/a.txt", "{\"path\":\"" + to + "\"}")
                  .statusCode())
          .as(to)
          .isEqualTo(404);
      assertThat(
              gateway.send("POST", "/api/contents", "{\"copy_from\":\"" + to + "\"}").statusCode())
          .as(to)
          .isEqualTo(404);
    }
    assertThat(home.resolve("secret.txt")).hasContent("secret");
    assertThat(root.resolve("a.txt")).hasContent("a");
  }

  @Test
  void new_things_get_the_first_free_name() throws Exception {
    String[][] cases = {
      {"{\"type\":\"notebook\"}", "Untitled.ipynb", "Untitled1.ipynb"},
      {"{\"type\":\"file\",\"ext\":\".txt\"}", "untitled.txt", "untitled1.txt"},
      {"{\"type\":\"directory\"}", "Untitled Folder", "Untitled Folder 1"}
    };
    for (String[] each : cases) {
      HttpResponse<String> first = gateway.send("POST", "/api/contents", each[0]);
      HttpResponse<String> second = gateway.send("POST", "/api/contents", each[0]);

      assertThat(first.statusCode()).isEqualTo(201);
      assertThat(json(first).path("name").stringValue()).isEqualTo(each[1]);
      assertThat(first.headers().firstValue("Location"))
          .contains("/api/contents/" + each[1].replace(" ", "%20"));
      assertThat(json(second).path("name").stringValue()).isEqualTo(each[2]);
    }
    JsonNode notebook = json(gateway.get("/api/contents/Untitled.ipynb"));
    assertThat(notebook.at("/content/nbformat").intValue()).isEqualTo(4);
    assertThat(notebook.at("/content/cells").isArray()).isTrue();
    assertThat(notebook.path("format").stringValue()).isEqualTo("json");
  }

  @Test
  void copies_are_numbered_and_a_copy_of_a_copy_is_not_named_twice() throws Exception {
    Files.writeString(root.resolve("a.txt"), "a");
    Files.createDirectories(root.resolve("dir/deep"));
    Files.writeString(root.resolve("dir/deep/b.txt"), "b");

    assertThat(copyName("", "a.txt")).isEqualTo("a-Copy1.txt");
    assertThat(copyName("", "a-Copy1.txt")).isEqualTo("a-Copy2.txt");
    assertThat(copyName("/dir", "a.txt")).isEqualTo("a.txt");
    assertThat(copyName("", "dir")).isEqualTo("dir-Copy1");
    assertThat(root.resolve("a-Copy2.txt")).hasContent("a");
    assertThat(root.resolve("dir-Copy1/deep/b.txt")).hasContent("b");
    assertThat(
            gateway.send("POST", "/api/contents/dir/deep", "{\"copy_from\":\"dir\"}").statusCode())
        .isEqualTo(400);
  }

  private String copyName(String directory, String from) throws Exception {
    HttpResponse<String> answer =
        gateway.send("POST", "/api/contents" + directory, "{\"copy_from\":\"" + from + "\"}");
    assertThat(answer.statusCode()).isEqualTo(201);
    return json(answer).path("name").stringValue();
  }

  @Test
  void a_new_file_is_201_an_existing_one_200_and_the_time_is_that_of_the_next_get()
      throws Exception {
    HttpResponse<String> created =
        gateway.send("PUT", "/api/contents/a.txt", saving("file", "text", "\"one\""));
    Files.setPosixFilePermissions(
        root.resolve("a.txt"), PosixFilePermissions.fromString("rwxr-x---"));
    HttpResponse<String> saved =
        gateway.send("PUT", "/api/contents/a.txt", saving("file", "text", "\"two\""));
    JsonNode read = json(gateway.get("/api/contents/a.txt"));

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(saved.statusCode()).isEqualTo(200);
    assertThat(json(saved).path("content").isNull()).isTrue();
    assertThat(read.path("content").stringValue()).isEqualTo("two");
    assertThat(read.path("last_modified")).isEqualTo(json(saved).path("last_modified"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("a.txt"))))
        .isEqualTo("rwxr-x---");
    try (var files = Files.list(root)) {
      assertThat(files).containsExactly(root.resolve("a.txt"));
    }
  }

  @Test
  void a_link_stays_a_link_when_its_target_is_saved() throws Exception {
    Files.writeString(root.resolve("target.txt"), "old");
    Files.createSymbolicLink(root.resolve("link.txt"), root.resolve("target.txt"));

    gateway.send("PUT", "/api/contents/link.txt", saving("file", "text", "\"new\""));

    assertThat(root.resolve("link.txt")).isSymbolicLink();
    assertThat(root.resolve("target.txt")).hasContent("new");
  }

  @Test
  void bytes_are_saved_from_base64_and_what_is_none_is_refused() throws Exception {
    String content = Base64.getEncoder().encodeToString(new byte[] {1, 2, (byte) 0xfe});

    assertThat(
            gateway
                .send("PUT", "/api/contents/b", saving("file", "base64", "\"" + content + "\""))
                .statusCode())
        .isEqualTo(201);
    assertThat(root.resolve("b")).hasBinaryContent(new byte[] {1, 2, (byte) 0xfe});
    assertThat(
            gateway.send("PUT", "/api/contents/b", saving("file", "base64", "\"?!\"")).statusCode())
        .isEqualTo(400);
    assertThat(gateway.send("PUT", "/api/contents/b", "{\"type\":\"file\"}").statusCode())
        .isEqualTo(400);
    assertThat(gateway.send("PUT", "/api/contents/b", "{\"content\":\"x\"}").statusCode())
        .isEqualTo(400);
    assertThat(gateway.send("PUT", "/api/contents/b", "nonsense").statusCode()).isEqualTo(400);
    assertThat(
            gateway.send("PUT", "/api/contents/no/b", saving("file", "text", "\"\"")).statusCode())
        .isEqualTo(404);
  }

  @Test
  void a_notebook_is_saved_without_the_marks_of_trust_and_gets_its_first_checkpoint()
      throws Exception {
    HttpResponse<String> saved =
        gateway.send("PUT", "/api/contents/n.ipynb", saving("notebook", "json", NOTEBOOK));

    assertThat(saved.statusCode()).isEqualTo(201);
    assertThat(json(saved).has("message")).isFalse();
    assertThat(Files.readString(root.resolve("n.ipynb")))
        .doesNotContain("trusted")
        .contains("\"tags\"");
    JsonNode checkpoints = json(gateway.get("/api/contents/n.ipynb/checkpoints"));
    assertThat(checkpoints.size()).isEqualTo(1);
    assertThat(root.resolve(".ipynb_checkpoints/n-checkpoint.ipynb")).exists();
  }

  @Test
  void a_notebook_is_read_as_nbformat_4_5_with_its_lines_joined() throws Exception {
    Files.writeString(
        root.resolve("old.ipynb"),
        """
        {"nbformat":4,"nbformat_minor":2,"metadata":{"mine":[1]},"cells":[
        {"cell_type":"code","execution_count":1,"metadata":{},"source":["int a = 1;\\n","a"],
        "outputs":[{"output_type":"stream","name":"stdout","text":["x\\n","y"]},
        {"output_type":"display_data","metadata":{},
        "data":{"text/plain":["p","q"],"application/json":["a","b"]}}]}]}""");

    JsonNode content = json(gateway.get("/api/contents/old.ipynb")).path("content");

    assertThat(content.path("nbformat_minor").intValue()).isEqualTo(5);
    assertThat(content.at("/cells/0/id").isString()).isTrue();
    assertThat(content.at("/cells/0/source").stringValue()).isEqualTo("int a = 1;\na");
    assertThat(content.at("/cells/0/outputs/0/text").stringValue()).isEqualTo("x\ny");
    assertThat(content.at("/cells/0/outputs/1/data/text~1plain").stringValue()).isEqualTo("pq");
    assertThat(content.at("/cells/0/outputs/1/data/application~1json").isArray()).isTrue();
    assertThat(content.at("/metadata/mine/0").intValue()).isEqualTo(1);
  }

  @Test
  void an_invalid_notebook_is_kept_and_said_to_be_so_and_what_is_none_is_refused()
      throws Exception {
    String invalid =
        "{\"nbformat\":4,\"nbformat_minor\":5,\"metadata\":{},\"cells\":[{\"cell_type\":\"code\"}]}";

    HttpResponse<String> saved =
        gateway.send("PUT", "/api/contents/i.ipynb", saving("notebook", "json", invalid));
    JsonNode read = json(gateway.get("/api/contents/i.ipynb"));

    assertThat(saved.statusCode()).isEqualTo(201);
    assertThat(json(saved).path("message").stringValue()).startsWith("Notebook validation failed");
    assertThat(read.path("message").stringValue()).startsWith("Notebook validation failed");
    assertThat(read.at("/content/cells/0/cell_type").stringValue()).isEqualTo("code");
    assertThat(
            gateway
                .send("PUT", "/api/contents/i.ipynb", saving("notebook", "json", "{}"))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void output_is_trusted_after_a_page_that_trusted_it_saved_and_not_after_another_hand()
      throws Exception {
    String rich =
        """
        {"cells":[{"cell_type":"code","id":"a1","execution_count":1,"source":"1",
        "metadata":{%s},"outputs":[{"output_type":"display_data","metadata":{},
        "data":{"text/html":"<b>hi"}}]}],
        "metadata":{},"nbformat":4,"nbformat_minor":5}""";
    String trusted = saving("notebook", "json", rich.formatted("\"trusted\":true"));
    String strange = saving("notebook", "json", rich.formatted(""));

    gateway.send("PUT", "/api/contents/strange.ipynb", strange);
    assertThat(isTrusted("strange.ipynb")).isFalse();
    assertThat(gateway.send("POST", "/api/contents/strange.ipynb/trust").statusCode())
        .isEqualTo(201);
    assertThat(isTrusted("strange.ipynb")).isTrue();

    gateway.send("PUT", "/api/contents/n.ipynb", trusted);
    assertThat(isTrusted("n.ipynb")).isTrue();
    gateway.close();
    gateway = TestGateway.start(home);
    assertThat(isTrusted("n.ipynb")).isTrue();
    Path file = root.resolve("n.ipynb");
    Files.writeString(file, Files.readString(file).replace("<b>hi", "<script>evil()"));
    assertThat(isTrusted("n.ipynb")).isFalse();
  }

  private boolean isTrusted(String name) throws Exception {
    JsonNode model = json(gateway.get("/api/contents/" + name));
    return model.at("/content/cells/0/metadata/trusted").asBoolean(false);
  }

  @Test
  void checkpoints_are_made_restored_moved_and_deleted() throws Exception {
    Files.writeString(root.resolve("a.txt"), "one");
    assertThat(gateway.get("/api/contents/a.txt/checkpoints").body()).isEqualTo("[]");

    HttpResponse<String> made = gateway.send("POST", "/api/contents/a.txt/checkpoints");
    Files.writeString(root.resolve("a.txt"), "two");
    HttpResponse<String> restored =
        gateway.send("POST", "/api/contents/a.txt/checkpoints/checkpoint");

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(json(made).path("id").stringValue()).isEqualTo("checkpoint");
    assertThat(made.headers().firstValue("Location"))
        .contains("/api/contents/a.txt/checkpoints/checkpoint");
    assertThat(restored.statusCode()).isEqualTo(204);
    assertThat(root.resolve("a.txt")).hasContent("one");
    assertThat(gateway.send("POST", "/api/contents/a.txt/checkpoints/other").statusCode())
        .isEqualTo(404);

    gateway.send("PATCH", "/api/contents/a.txt", "{\"path\":\"b.txt\"}");
    assertThat(json(gateway.get("/api/contents/b.txt/checkpoints")).size()).isEqualTo(1);
    assertThat(gateway.send("DELETE", "/api/contents/b.txt/checkpoints/checkpoint").statusCode())
        .isEqualTo(204);
    assertThat(gateway.get("/api/contents/b.txt/checkpoints").body()).isEqualTo("[]");
  }

  @Test
  void a_link_where_checkpoints_are_kept_leads_nothing_out_of_the_root() throws Exception {
    Path outside = Files.createDirectories(home.resolve("outside"));
    Files.writeString(outside.resolve("gone-checkpoint.txt"), "not ours");
    for (String name : List.of("a.txt", "gone.txt")) {
      Files.writeString(root.resolve(name), "text");
    }
    Path linked = Files.createDirectories(root.resolve("linked"));
    Files.createSymbolicLink(linked.resolve(".ipynb_checkpoints"), outside);
    gateway.send("POST", "/api/contents/a.txt/checkpoints");

    HttpResponse<String> moved =
        gateway.send("PATCH", "/api/contents/a.txt", "{\"path\":\"linked/a.txt\"}");
    HttpResponse<String> made = gateway.send("POST", "/api/contents/linked/a.txt/checkpoints");
    HttpResponse<String> saved =
        gateway.send("PUT", "/api/contents/linked/n.ipynb", saving("notebook", "json", NOTEBOOK));
    gateway.send("PATCH", "/api/contents/gone.txt", "{\"path\":\"linked/gone.txt\"}");
    gateway.send("DELETE", "/api/contents/linked/gone.txt");

    assertThat(moved.statusCode()).isEqualTo(200);
    assertThat(made.statusCode()).isEqualTo(403);
    assertThat(made.body()).contains(".ipynb_checkpoints");
    assertThat(saved.statusCode()).isEqualTo(201);
    try (Stream<Path> there = Files.list(outside)) {
      assertThat(there).containsExactly(outside.resolve("gone-checkpoint.txt"));
    }
  }

  @Test
  void a_link_in_the_place_of_a_checkpoint_is_not_written_through() throws Exception {
    Path outside = Files.writeString(home.resolve("outside.txt"), "not ours");
    Files.writeString(root.resolve("a.txt"), "text");
    Path kept = Files.createDirectories(root.resolve(".ipynb_checkpoints"));
    Files.createSymbolicLink(kept.resolve("a-checkpoint.txt"), outside);

    HttpResponse<String> made = gateway.send("POST", "/api/contents/a.txt/checkpoints");

    assertThat(made.statusCode()).isEqualTo(403);
    assertThat(outside).hasContent("not ours");
  }

  @Test
  void renaming_moves_and_never_overwrites() throws Exception {
    Files.writeString(root.resolve("a.txt"), "a");
    Files.writeString(root.resolve("b.txt"), "b");
    Files.createDirectories(root.resolve("dir"));

    HttpResponse<String> moved =
        gateway.send("PATCH", "/api/contents/a.txt", "{\"path\":\"dir/c d.txt\"}");

    assertThat(moved.statusCode()).isEqualTo(200);
    assertThat(moved.headers().firstValue("Location")).contains("/api/contents/dir/c%20d.txt");
    assertThat(root.resolve("dir/c d.txt")).hasContent("a");
    assertThat(
            gateway
                .send("PATCH", "/api/contents/dir/c%20d.txt", "{\"path\":\"b.txt\"}")
                .statusCode())
        .isEqualTo(409);
    assertThat(gateway.send("PATCH", "/api/contents/dir", "{\"path\":\"dir/x\"}").statusCode())
        .isEqualTo(400);
    assertThat(gateway.send("PATCH", "/api/contents/b.txt", "{}").statusCode()).isEqualTo(400);
    assertThat(gateway.send("PATCH", "/api/contents/none", "{\"path\":\"x\"}").statusCode())
        .isEqualTo(404);
    assertThat(root.resolve("b.txt")).hasContent("b");
  }

  @Test
  void what_is_deleted_goes_into_the_trash_with_a_note_of_where_it_was() throws Exception {
    Files.createDirectories(root.resolve("full"));
    Files.writeString(root.resolve("full/a b.txt"), "a");
    Files.writeString(root.resolve("full2"), "");
    gateway.send("POST", "/api/contents/full2/checkpoints");

    assertThat(gateway.send("DELETE", "/api/contents/full").statusCode()).isEqualTo(204);
    assertThat(gateway.send("DELETE", "/api/contents/full2").statusCode()).isEqualTo(204);
    assertThat(gateway.send("DELETE", "/api/contents").statusCode()).isEqualTo(400);

    Path trash = home.resolve("share/Trash");
    assertThat(root.resolve("full")).doesNotExist();
    assertThat(root).exists();
    assertThat(trash.resolve("files/full/a b.txt")).hasContent("a");
    assertThat(Files.readString(trash.resolve("info/full.trashinfo")))
        .matches(
            "\\[Trash Info\\]\nPath=.*/root/full\nDeletionDate=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\n");
    assertThat(root.resolve(".ipynb_checkpoints/full2-checkpoint")).doesNotExist();
  }

  @Test
  void without_a_trash_directories_must_be_empty_but_for_checkpoints() throws Exception {
    FileContentsManager contents = FileContentsManager.of(root, home.resolve("trusted"));
    Files.createDirectories(root.resolve("full"));
    Files.writeString(root.resolve("full/a.txt"), "a");
    contents.createCheckpoint("full/a.txt");

    assertThatThrownBy(() -> contents.delete("full"))
        .isInstanceOf(ContentsException.class)
        .hasMessageContaining("not empty");
    contents.delete("full/a.txt");
    contents.delete("full");
    assertThat(root.resolve("full")).doesNotExist();
  }

  private HttpResponse<String> chunk(int number, String text) throws Exception {
    String content = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return gateway.send(
        "PUT",
        "/api/contents/big.bin",
        """
        {"type":"file","format":"base64","chunk":%d,"content":"%s"}"""
            .formatted(number, content));
  }

  @Test
  void an_upload_in_chunks_appears_whole_with_its_last_one() throws Exception {
    assertThat(chunk(2, "two").statusCode()).isEqualTo(400);
    assertThat(json(chunk(1, "one,")).path("path").stringValue()).isEqualTo("big.bin");
    assertThat(json(chunk(2, "two,")).path("size").intValue()).isEqualTo(8);
    assertThat(root.resolve("big.bin")).doesNotExist();

    JsonNode last = json(chunk(-1, "three"));

    assertThat(root.resolve("big.bin")).hasContent("one,two,three");
    assertThat(last.path("size").intValue()).isEqualTo(13);
    try (var files = Files.list(root)) {
      assertThat(files).containsExactly(root.resolve("big.bin"));
    }
  }

  @Test
  void files_are_served_raw_sandboxed_and_for_download() throws Exception {
    Files.writeString(root.resolve("page.html"), "<p>hi");
    Files.writeString(root.resolve("né w.ipynb"), NOTEBOOK);

    HttpResponse<String> page = gateway.get("/files/page.html");
    HttpResponse<String> notebook = gateway.get("/files/n%C3%A9%20w.ipynb?download=1");

    assertThat(page.body()).isEqualTo("<p>hi");
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("sandbox allow-scripts");
    assertThat(notebook.headers().firstValue("Content-Type")).contains("application/x-ipynb+json");
    assertThat(notebook.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename*=UTF-8''n%C3%A9%20w.ipynb");
    assertThat(gateway.get("/files/.hidden").statusCode()).isEqualTo(404);
  }
}
