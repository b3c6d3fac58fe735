package dev.perijove.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayArgumentsTest {
  @TempDir Path directory;

  private GatewayConfig parse(Map<String, String> environment, String... arguments)
      throws UsageException {
    return GatewayArguments.parse(List.of(arguments), environment, directory);
  }

  @Test
  void without_options_it_serves_this_machine_from_here_with_a_random_token() throws Exception {
    GatewayConfig config = parse(Map.of());

    assertThat(config.host()).isEqualTo("localhost");
    assertThat(config.port()).isEqualTo(8888);
    assertThat(config.portRetries()).isPositive();
    assertThat(config.rootDirectory()).isEqualTo(directory.toAbsolutePath());
    assertThat(config.token().value()).matches("[0-9a-f]{48}");
    assertThat(parse(Map.of()).token().value()).isNotEqualTo(config.token().value());
  }

  @Test
  void options_are_taken_with_a_space_or_an_equals_sign() throws Exception {
    Files.createDirectory(directory.resolve("notebooks"));
    GatewayConfig config =
        parse(
            Map.of(),
            "--ip=*",
            "--port",
            "0",
            "--root-dir=notebooks",
            "--token",
            "a=b",
            "--base-url",
            "/x",
            "--allow-origin",
            "https://a.example",
            "--allow-origin=https://b.example:8443",
            "--allow-host",
            "proxy.example",
            "--lab-dir",
            directory.toString());

    assertThat(config.host()).isEmpty();
    assertThat(config.port()).isZero();
    assertThat(config.portRetries()).isZero();
    assertThat(config.rootDirectory()).isEqualTo(directory.resolve("notebooks"));
    assertThat(config.token().value()).isEqualTo("a=b");
    assertThat(config.baseUrl()).isEqualTo("/x");
    assertThat(config.allowedOrigins())
        .containsExactlyInAnyOrder("https://a.example", "https://b.example:8443");
    assertThat(config.allowedHosts()).containsExactly("proxy.example");
    assertThat(config.labDirectory()).contains(directory);
  }

  @Test
  void the_token_comes_from_the_command_line_then_ours_then_jupyters_variables() throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "from-file\n");
    Map<String, String> both = Map.of("PERIJOVE_TOKEN", "ours", "JUPYTER_TOKEN", "theirs");

    assertThat(parse(both, "--token", "given").token().value()).isEqualTo("given");
    assertThat(parse(both).token().value()).isEqualTo("ours");
    assertThat(parse(Map.of("JUPYTER_TOKEN", "theirs")).token().value()).isEqualTo("theirs");
    assertThat(parse(Map.of("JUPYTER_TOKEN_FILE", file.toString())).token().value())
        .isEqualTo("from-file");
    assertThat(parse(both, "--no-token").token().isEmpty()).isTrue();
    assertThat(parse(Map.of("JUPYTER_TOKEN", "")).token().isEmpty()).isTrue();
  }

  @Test
  void what_cannot_be_meant_is_named_with_what_would_do() throws Exception {
    Files.writeString(directory.resolve("empty"), "\n");
    String[][] cases = {
      {"--prot=1", "--prot"},
      {"--port=x", "0 to 65535"},
      {"--port=65536", "0 to 65535"},
      {"--port", "needs a value"},
      {"--root-dir=missing", "missing"},
      {"--allow-origin=example.org", "https://"},
      {"notebooks", "notebooks"}
    };
    for (String[] each : cases) {
      assertThatThrownBy(() -> parse(Map.of(), each[0]))
          .as(each[0])
          .isInstanceOf(UsageException.class)
          .hasMessageContaining(each[1]);
    }
    assertThatThrownBy(() -> parse(Map.of("JUPYTER_TOKEN_FILE", "missing")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("JUPYTER_TOKEN_FILE");
    assertThatThrownBy(() -> parse(Map.of("JUPYTER_TOKEN_FILE", "empty")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--no-token");
  }
}
