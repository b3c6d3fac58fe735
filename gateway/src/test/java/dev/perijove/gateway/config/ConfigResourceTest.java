package dev.perijove.gateway.config;

import static dev.perijove.gateway.TestGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.gateway.TestGateway;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class ConfigResourceTest {
  @TempDir Path home;

  @Test
  void a_section_is_written_merged_and_kept_over_a_restart() throws Exception {
    try (TestGateway gateway = TestGateway.start(home)) {
      assertThat(gateway.get("/api/config/notebook").body()).isEqualTo("{}");
      assertThat(
              gateway
                  .send("PUT", "/api/config/notebook", "{\"a\":{\"b\":1,\"c\":2},\"d\":3}")
                  .statusCode())
          .isEqualTo(204);
      gateway.send("PATCH", "/api/config/notebook", "{\"a\":{\"b\":null,\"e\":{\"f\":4}},\"d\":5}");
    }
    try (TestGateway gateway = TestGateway.start(home)) {
      assertThat(json(gateway.get("/api/config/notebook")))
          .isEqualTo(JsonMapper.shared().readTree("{\"a\":{\"c\":2,\"e\":{\"f\":4}},\"d\":5}"));
    }
  }

  @Test
  void names_that_are_no_section_and_bodies_that_are_no_object_are_refused() throws Exception {
    try (TestGateway gateway = TestGateway.start(home)) {
      assertThat(gateway.get("/api/config/..%2Fx").statusCode()).isEqualTo(404);
      assertThat(gateway.send("PUT", "/api/config/a", "[]").statusCode()).isEqualTo(400);
      assertThat(gateway.send("PATCH", "/api/config/a").statusCode()).isEqualTo(400);
    }
  }
}
