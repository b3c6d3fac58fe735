package dev.perijove.install.kernelspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class KernelSpecInstallerTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path temporary;
  private Path kernels;
  private KernelSpecInstaller installer;

  @BeforeEach
  void make_installer() {
    kernels = temporary.resolve("share/jupyter/kernels");
    installer = KernelSpecInstaller.into(kernels, "1.2.3");
  }

  @Test
  void writes_a_kernelspec_as_the_documentation_names_it() throws Exception {
    Path folder = installer.install("java", template("Java 17"), false, ClassArchiver.none());

    JsonNode json = kernelJson(folder);
    assertThat(folder).isEqualTo(kernels.resolve("java"));
    assertThat(json.path("display_name").stringValue()).isEqualTo("Java 17");
    assertThat(json.path("language").stringValue()).isEqualTo("java");
    assertThat(json.path("interrupt_mode").stringValue()).isEqualTo("message");
    assertThat(json.path("metadata").path("debugger").booleanValue()).isFalse();
    assertThat(json.path("metadata").path("perijove").path("version").stringValue())
        .isEqualTo("1.2.3");
    assertThat(json.path("env").path("GREETING").stringValue()).isEqualTo("hi");
  }

  @Test
  void command_line_starts_java_and_ends_with_the_connection_file() throws Exception {
    Path folder = installer.install("java", template("Java 17"), false, ClassArchiver.none());

    List<String> argv =
        kernelJson(folder).path("argv").valueStream().map(JsonNode::stringValue).toList();
    assertThat(argv).first().isEqualTo("/jdk/bin/java");
    assertThat(argv).last().isEqualTo("{connection_file}");
    assertThat(argv)
        .containsSubsequence(
            "-XX:SharedArchiveFile=" + folder.resolve("front.jsa"),
            "-jar",
            "/home/lib/kernel.jar",
            "--worker-jvm-arg=-Xmx2g",
            "--class-path=/jars/a.jar",
            "--class-path=/jars/b.jar");
  }

  @Test
  void logos_have_the_sizes_of_their_names() throws Exception {
    Path folder = installer.install("java", template("Java 17"), false, ClassArchiver.none());

    for (int size : List.of(32, 64)) {
      var image = ImageIO.read(folder.resolve("logo-%dx%d.png".formatted(size, size)).toFile());
      assertThat(image.getWidth()).isEqualTo(size);
      assertThat(image.getHeight()).isEqualTo(size);
    }
    assertThat(folder.resolve("logo-svg.svg")).content().startsWith("<svg");
  }

  @Test
  void replaces_a_kernelspec_of_ours_and_leaves_nothing_of_the_old_one() throws Exception {
    Path first =
        installer.install(
            "java",
            template("Java 17"),
            false,
            (template, archive) -> Files.writeString(archive, "archive"));
    assertThat(first.resolve("front.jsa")).exists();

    Path second = installer.install("java", template("Java 25"), false, ClassArchiver.none());

    assertThat(kernelJson(second).path("display_name").stringValue()).isEqualTo("Java 25");
    assertThat(second.resolve("front.jsa")).doesNotExist();
    assertThat(namesIn(kernels)).containsExactly("java");
  }

  @Test
  void keeps_a_kernelspec_of_another_kernel_unless_forced() throws Exception {
    Path other = Files.createDirectories(kernels.resolve("java"));
    Files.writeString(other.resolve("kernel.json"), "{\"argv\": [\"other\"]}");

    assertThatThrownBy(
            () -> installer.install("java", template("Java 17"), false, ClassArchiver.none()))
        .isInstanceOf(KernelSpecInstallException.class)
        .hasMessageContaining(other.toString())
        .hasMessageContaining("--force");
    assertThat(other.resolve("kernel.json")).content().contains("other");

    installer.install("java", template("Java 17"), true, ClassArchiver.none());
    assertThat(kernelJson(other).path("display_name").stringValue()).isEqualTo("Java 17");
  }

  @Test
  void leaves_nothing_behind_when_the_archive_cannot_be_written() throws Exception {
    installer.install("java", template("Java 17"), false, ClassArchiver.none());

    assertThatThrownBy(
            () ->
                installer.install(
                    "java",
                    template("Java 25"),
                    false,
                    (template, archive) -> {
                      throw new IOException("disk full");
                    }))
        .isInstanceOf(KernelSpecInstallException.class)
        .hasMessageContaining("disk full");

    assertThat(namesIn(kernels)).containsExactly("java");
    assertThat(kernelJson(kernels.resolve("java")).path("display_name").stringValue())
        .isEqualTo("Java 17");
  }

  @Test
  void names_the_place_that_cannot_be_written() throws Exception {
    Path file = Files.writeString(temporary.resolve("file"), "in the way");
    var misplaced = KernelSpecInstaller.into(file.resolve("kernels"), "1.2.3");

    assertThatThrownBy(
            () -> misplaced.install("java", template("Java 17"), false, ClassArchiver.none()))
        .isInstanceOf(KernelSpecInstallException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void refuses_a_name_that_no_client_would_find() {
    assertThatThrownBy(
            () -> installer.install("../java", template("Java 17"), false, ClassArchiver.none()))
        .isInstanceOf(KernelSpecInstallException.class)
        .hasMessageContaining("'../java'");
    assertThat(kernels).doesNotExist();
  }

  @Test
  void removes_what_it_wrote() throws Exception {
    installer.install("java", template("Java 17"), false, ClassArchiver.none());

    installer.uninstall("java", false);

    assertThat(namesIn(kernels)).isEmpty();
  }

  @Test
  void removes_another_kernel_only_when_forced() throws Exception {
    Path other = Files.createDirectories(kernels.resolve("ruby"));
    Files.writeString(other.resolve("kernel.json"), "{}");

    assertThatThrownBy(() -> installer.uninstall("ruby", false))
        .isInstanceOf(KernelSpecInstallException.class)
        .hasMessageContaining("--force");

    installer.uninstall("ruby", true);
    assertThat(other).doesNotExist();
  }

  @Test
  void says_which_kernelspec_is_not_there_to_remove() {
    assertThatThrownBy(() -> installer.uninstall("jav", false))
        .isInstanceOf(KernelSpecInstallException.class)
        .hasMessageContaining("'jav'")
        .hasMessageContaining(kernels.toString());
  }

  private static KernelSpecTemplate template(String displayName) {
    return new KernelSpecTemplate(
        displayName,
        Path.of("/jdk/bin/java"),
        Path.of("/home/lib/kernel.jar"),
        List.of("-Xmx2g"),
        List.of(Path.of("/jars/a.jar"), Path.of("/jars/b.jar")),
        Map.of("GREETING", "hi"));
  }

  private static JsonNode kernelJson(Path folder) throws IOException {
    return JSON.readTree(Files.readAllBytes(folder.resolve("kernel.json")));
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
