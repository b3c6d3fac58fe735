package dev.perijove.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileResponseTest {
  @TempDir Path directory;

  private TestServer serve() throws Exception {
    StaticFiles files = StaticFiles.of(directory);
    return TestServer.start(
        Router.builder().get("/{path...}", request -> files.serve(request.pathParameter("path"))));
  }

  private byte[] randomFile(String name, int size) throws Exception {
    byte[] bytes = new byte[size];
    new Random(3).nextBytes(bytes);
    Files.write(directory.resolve(name), bytes);
    return bytes;
  }

  @Test
  void a_file_is_streamed_whole_with_its_type() throws Exception {
    byte[] bytes = randomFile("data.bin", 5_000_000);
    randomFile("logo.png", 10);
    try (TestServer server = serve()) {
      assertThat(server.sendForBytes(server.request("/data.bin")).body()).isEqualTo(bytes);
      HttpResponse<String> logo = server.get("/logo.png");
      assertThat(logo.headers().firstValue("Content-Type")).contains("image/png");
      HttpResponse<String> head =
          server.send(server.request("/data.bin").method("HEAD", BodyPublishers.noBody()));
      assertThat(head.headers().firstValue("Content-Length")).contains("5000000");
    }
  }

  @Test
  void ranges_are_answered_from_start_middle_and_end() throws Exception {
    byte[] bytes = randomFile("data.bin", 1000);
    try (TestServer server = serve()) {
      HttpResponse<byte[]> middle =
          server.sendForBytes(server.request("/data.bin").header("Range", "bytes=10-19"));
      HttpResponse<byte[]> open =
          server.sendForBytes(server.request("/data.bin").header("Range", "bytes=990-"));
      HttpResponse<byte[]> last =
          server.sendForBytes(server.request("/data.bin").header("Range", "bytes=-5"));
      HttpResponse<byte[]> behind =
          server.sendForBytes(server.request("/data.bin").header("Range", "bytes=1000-"));
      HttpResponse<byte[]> several =
          server.sendForBytes(server.request("/data.bin").header("Range", "bytes=0-1,4-5"));

      assertThat(middle.statusCode()).isEqualTo(206);
      assertThat(middle.headers().firstValue("Content-Range")).contains("bytes 10-19/1000");
      assertThat(middle.body()).isEqualTo(Arrays.copyOfRange(bytes, 10, 20));
      assertThat(open.body()).isEqualTo(Arrays.copyOfRange(bytes, 990, 1000));
      assertThat(last.body()).isEqualTo(Arrays.copyOfRange(bytes, 995, 1000));
      assertThat(behind.statusCode()).isEqualTo(416);
      assertThat(behind.headers().firstValue("Content-Range")).contains("bytes */1000");
      assertThat(several.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void what_the_client_has_already_is_not_sent_again() throws Exception {
    randomFile("data.bin", 1000);
    try (TestServer server = serve()) {
      HttpResponse<String> first = server.get("/data.bin");
      String tag = first.headers().firstValue("ETag").orElseThrow();
      String modified = first.headers().firstValue("Last-Modified").orElseThrow();

      assertThat(server.get("/data.bin", "If-None-Match", "\"x\", " + tag).statusCode())
          .isEqualTo(304);
      assertThat(server.get("/data.bin", "If-Modified-Since", modified).statusCode())
          .isEqualTo(304);
      Files.write(directory.resolve("data.bin"), new byte[] {1});
      assertThat(server.get("/data.bin", "If-None-Match", tag).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void nothing_outside_of_the_directory_is_served() throws Exception {
    Path served = Files.createDirectory(directory.resolve("served"));
    Files.writeString(directory.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(served.resolve("link.txt"), directory.resolve("secret.txt"));
    StaticFiles files = StaticFiles.of(served);
    try (TestServer server =
        TestServer.start(
            Router.builder()
                .get("/{path...}", request -> files.serve(request.pathParameter("path"))))) {
      for (String path :
          new String[] {"link.txt", "..%2fsecret.txt", "%2e%2e/secret.txt", "x%00y"}) {
        assertThat(server.get("/" + path).statusCode()).as(path).isEqualTo(404);
      }
    }
  }
}
