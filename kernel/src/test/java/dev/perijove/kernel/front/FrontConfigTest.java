package dev.perijove.kernel.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FrontConfigTest {

  @Test
  void the_connection_file_is_enough() throws Exception {
    FrontConfig config = FrontConfig.of(List.of("c.json"), Map.of("JUPYTER_DATA_DIR", "/data"));

    assertThat(config.connectionFile()).isEqualTo(Path.of("c.json"));
    assertThat(config.workerJavaHome()).isEqualTo(Path.of(System.getProperty("java.home")));
    assertThat(config.workerJvmArguments()).isEmpty();
    assertThat(config.classPath()).isEmpty();
    assertThat(config.historyFile()).isEqualTo(Path.of("/data/perijove/history.jsonl"));
    assertThat(config.parentPid()).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void every_option_is_understood() throws Exception {
    FrontConfig config =
        FrontConfig.of(
            List.of(
                "--worker-java-home=/jdk",
                "--worker-jvm-arg=-Xmx8g",
                "--worker-jvm-arg=-Da=b",
                "--class-path=a.jar" + File.pathSeparator + "b.jar",
                "--history=/h",
                "c.json"),
            Map.of("JPY_PARENT_PID", "1234"));

    assertThat(config.workerJavaHome()).isEqualTo(Path.of("/jdk"));
    assertThat(config.workerJvmArguments()).containsExactly("-Xmx8g", "-Da=b");
    assertThat(config.classPath()).containsExactly(Path.of("a.jar"), Path.of("b.jar"));
    assertThat(config.historyFile()).isEqualTo(Path.of("/h"));
    assertThat(config.parentPid()).hasValue(1234);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_parent_that_cannot_be_one_is_not_watched() throws Exception {
    for (String pid : List.of("", "1", "0", "-5", "many")) {
      assertThat(FrontConfig.of(List.of("c.json"), Map.of("JPY_PARENT_PID", pid)).parentPid())
          .isEmpty();
    }
  }

  @Test
  void a_wrong_command_line_says_what_is_wrong_and_how_it_goes() {
    assertWrong(List.of(), "connection file is missing");
    assertWrong(List.of("a.json", "b.json"), "Two connection files: a.json and b.json");
    assertWrong(List.of("--colour=red", "c.json"), "Unknown option --colour");
    assertWrong(List.of("--history", "c.json"), "--history is not an option with =");
  }

  private static void assertWrong(List<String> arguments, String reason) {
    assertThatThrownBy(() -> FrontConfig.of(arguments, Map.of()))
        .isInstanceOf(InvalidArgumentsException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining("usage:");
  }
}
