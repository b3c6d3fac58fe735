package dev.perijove.gateway.contents;

import static dev.perijove.gateway.TestGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.gateway.TestGateway;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code /api/resolvePath}. */
@Timeout(60)
class ResolvePathResourceTest {
  @TempDir Path home;

  @Test
  void a_path_on_disk_is_found_if_clients_may_open_what_it_names() throws Exception {
    Path root = Files.createDirectories(home.resolve("root")).toRealPath();
    Path file = Files.writeString(Files.createDirectories(root.resolve("sub")).resolve("a.py"), "");
    Path hidden = Files.writeString(root.resolve(".secret"), "");
    Path outside = Files.writeString(home.resolve("b.py"), "");
    try (TestGateway gateway = TestGateway.start(home)) {
      assertThat(resolve(gateway, file.toString()))
          .hasToString("{\"resolved\":[{\"scope\":\"server\",\"path\":\"sub/a.py\"}]}");
      assertThat(resolve(gateway, "sub/../sub/a.py").path("resolved")).hasSize(1);
      for (Object none : new Object[] {hidden, outside, "../b.py", root.resolve("c.py"), "\0"}) {
        assertThat(resolve(gateway, none.toString())).hasToString("{\"resolved\":[]}");
      }
    }
  }

  @Test
  void a_kernel_that_is_not_there_is_said_so() throws Exception {
    try (TestGateway gateway = TestGateway.start(home)) {
      JsonNode answer = json(gateway.get("/api/resolvePath?path=a&kernel=tide"));

      assertThat(answer.path("unresolved").get(0).path("scope").stringValue()).isEqualTo("kernel");
      assertThat(answer.path("unresolved").get(0).path("reason").stringValue()).contains("tide");
      assertThat(gateway.get("/api/resolvePath").statusCode()).isEqualTo(400);
    }
  }

  private static JsonNode resolve(TestGateway gateway, String path) throws Exception {
    String query = URLEncoder.encode(path, StandardCharsets.UTF_8);
    return json(gateway.get("/api/resolvePath?path=" + query));
  }
}
