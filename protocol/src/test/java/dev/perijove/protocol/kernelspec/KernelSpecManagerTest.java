package dev.perijove.protocol.kernelspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelSpecManagerTest {
  private static final String JAVA =
      """
      {"argv": ["java", "-jar", "k.jar", "{connection_file}"], "display_name": "Java",
       "language": "java", "interrupt_mode": "message", "env": {"A": "${HOME}/a"},
       "metadata": {"debugger": true}, "kernel_protocol_version": "5.5"}
      """;

  @TempDir Path home;
  private Path first;
  private Path second;
  private KernelSpecManager manager;

  @BeforeEach
  void twoDirectories() {
    first = home.resolve("first");
    second = home.resolve("second");
    Map<String, String> environment = Map.of("JUPYTER_PATH", first + ":" + second);
    manager = KernelSpecManager.of(JupyterPaths.of(environment, home, Platform.LINUX));
  }

  @Test
  void a_kernelspec_is_read_with_all_its_fields() throws Exception {
    Path directory = write(first, "java", JAVA);

    KernelSpec spec = manager.get("java");

    assertThat(spec.resourceDir()).isEqualTo(directory);
    assertThat(spec.argv()).containsExactly("java", "-jar", "k.jar", "{connection_file}");
    assertThat(spec.displayName()).isEqualTo("Java");
    assertThat(spec.language()).isEqualTo("java");
    assertThat(spec.interruptMode()).isEqualTo(InterruptMode.MESSAGE);
    assertThat(spec.env()).containsEntry("A", "${HOME}/a");
    assertThat(spec.metadata()).containsOnlyKeys("debugger");
    assertThat(spec.extra()).containsOnlyKeys("kernel_protocol_version");
  }

  @Test
  void what_may_be_absent_has_a_default() throws Exception {
    write(first, "bare", "{\"argv\": [\"x\"]}");

    KernelSpec spec = manager.get("bare");

    assertThat(spec.displayName()).isEqualTo("bare");
    assertThat(spec.interruptMode()).isEqualTo(InterruptMode.SIGNAL);
    assertThat(spec.env()).isEmpty();
  }

  @Test
  void the_directory_that_comes_first_wins() throws Exception {
    write(second, "java", JAVA.replace("\"Java\"", "\"Second\""));
    write(first, "java", JAVA.replace("\"Java\"", "\"First\""));

    assertThat(manager.findAll()).hasSize(1);
    assertThat(manager.get("java").displayName()).isEqualTo("First");
  }

  @Test
  void names_do_not_care_about_case() throws Exception {
    write(first, "JavaSE", JAVA);

    assertThat(manager.findAll()).containsOnlyKeys("javase");
    assertThat(manager.get("jAVAse").name()).isEqualTo("javase");
  }

  @Test
  void a_broken_spec_is_skipped_and_reported_with_its_reason() throws Exception {
    write(first, "good", JAVA);
    write(first, "nojson", "{");
    write(first, "noargv", "{\"display_name\": \"x\"}");
    write(first, "badmode", "{\"argv\": [\"x\"], \"interrupt_mode\": \"shout\"}");
    write(first, "badenv", "{\"argv\": [\"x\"], \"env\": {\"N\": [1]}}");
    write(first, "bad name", JAVA);
    Files.createDirectories(first.resolve("kernels/empty"));

    assertThat(manager.findAll()).containsOnlyKeys("good");
    assertThat(manager.broken())
        .extracting(KernelSpecProblem::name)
        .containsExactlyInAnyOrder("nojson", "noargv", "badmode", "badenv", "bad name");
    assertThat(manager.broken())
        .extracting(KernelSpecProblem::reason)
        .anyMatch(reason -> reason.contains("argv"))
        .anyMatch(reason -> reason.contains("'shout'"))
        .anyMatch(reason -> reason.contains("env.N"));
    assertThatThrownBy(() -> manager.get("noargv"))
        .isInstanceOf(KernelSpecNotFoundException.class)
        .hasMessageContaining("broken")
        .hasMessageContaining("argv");
  }

  @Test
  void an_unknown_name_says_what_there_is_and_where_it_looked() throws Exception {
    write(first, "java", JAVA);

    assertThatThrownBy(() -> manager.get("jav"))
        .isInstanceOf(KernelSpecNotFoundException.class)
        .hasMessageContaining("'jav'")
        .hasMessageContaining("Found: java")
        .hasMessageContaining(second.toString());
  }

  @Test
  void a_kernelspec_installed_meanwhile_is_seen() throws Exception {
    assertThat(manager.findAll()).isEmpty();

    write(second, "java", JAVA);

    assertThat(manager.findAll()).containsOnlyKeys("java");
  }

  private static Path write(Path base, String name, String json) throws IOException {
    Path directory = Files.createDirectories(base.resolve("kernels").resolve(name));
    Files.writeString(directory.resolve("kernel.json"), json);
    return directory;
  }
}
