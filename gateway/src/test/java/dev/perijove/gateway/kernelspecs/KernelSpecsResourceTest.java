package dev.perijove.gateway.kernelspecs;

import static dev.perijove.gateway.TestGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.gateway.TestGateway;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class KernelSpecsResourceTest {
  @TempDir Path home;

  private void install(String name, String json) throws Exception {
    Path directory = Files.createDirectories(home.resolve("path/kernels").resolve(name));
    Files.writeString(directory.resolve("kernel.json"), json);
    Files.writeString(directory.resolve("logo-64x64.png"), "png");
    Files.writeString(directory.resolve("kernel.js"), "js");
  }

  @Test
  void kernelspecs_are_listed_with_their_resources_below_the_base_url() throws Exception {
    install(
        "java",
        """
        {"argv":["java","{connection_file}"],"display_name":"Java","language":"java",
        "interrupt_mode":"message","env":{"A":"b"},"metadata":{"debugger":true}}""");
    install("broken", "{");
    try (TestGateway gateway = TestGateway.start(home, config -> config.withBaseUrl("/ada/"))) {
      JsonNode list = json(gateway.get("/api/kernelspecs"));

      assertThat(list.path("default").stringValue()).isEqualTo("java");
      assertThat(list.path("kernelspecs").has("broken")).isFalse();
      JsonNode java = list.at("/kernelspecs/java");
      assertThat(java.at("/spec/display_name").stringValue()).isEqualTo("Java");
      assertThat(java.at("/spec/interrupt_mode").stringValue()).isEqualTo("message");
      assertThat(java.at("/spec/argv/1").stringValue()).isEqualTo("{connection_file}");
      assertThat(java.at("/spec/env/A").stringValue()).isEqualTo("b");
      assertThat(java.at("/spec/metadata/debugger").booleanValue()).isTrue();
      assertThat(java.at("/resources/logo-64x64").stringValue())
          .isEqualTo("/ada/kernelspecs/java/logo-64x64.png");
      assertThat(java.at("/resources/kernel.js").stringValue())
          .isEqualTo("/ada/kernelspecs/java/kernel.js");
      assertThat(json(gateway.get("/api/kernelspecs/java"))).isEqualTo(java);
    }
  }

  @Test
  void a_kernelspec_that_is_not_there_is_404_and_says_which_are() throws Exception {
    install("java", "{\"argv\":[\"java\"],\"display_name\":\"Java\",\"language\":\"java\"}");
    try (TestGateway gateway = TestGateway.start(home)) {
      HttpResponse<String> answer = gateway.get("/api/kernelspecs/jav");

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains("jav", "java");
    }
  }

  @Test
  void logos_are_served_and_nothing_beside_them() throws Exception {
    install("java", "{\"argv\":[\"java\"],\"display_name\":\"Java\",\"language\":\"java\"}");
    Files.writeString(home.resolve("path/secret.png"), "secret");
    try (TestGateway gateway = TestGateway.start(home)) {
      HttpResponse<String> logo = gateway.get("/kernelspecs/java/logo-64x64.png");

      assertThat(logo.body()).isEqualTo("png");
      assertThat(logo.headers().firstValue("Content-Type")).contains("image/png");
      assertThat(logo.headers().firstValue("Cache-Control")).contains("max-age=2592000");
      assertThat(gateway.get("/kernelspecs/java/..%2F..%2Fsecret.png").statusCode()).isEqualTo(404);
      assertThat(gateway.get("/kernelspecs/java/none.png").statusCode()).isEqualTo(404);
    }
  }
}
