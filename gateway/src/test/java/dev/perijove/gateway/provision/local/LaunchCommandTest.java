package dev.perijove.gateway.provision.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.protocol.kernelspec.InterruptMode;
import dev.perijove.protocol.kernelspec.KernelSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Substitutions in a kernelspec, as jupyter_client makes them. */
class LaunchCommandTest {

  private static final Path FILE = Path.of("/run/kernel-1.json");

  @TempDir Path prefix;

  private KernelSpec spec(Map<String, String> env, String... argv) {
    return new KernelSpec(
        "k",
        prefix.resolve("share/jupyter/kernels/k"),
        List.of(argv),
        "K",
        "k",
        InterruptMode.SIGNAL,
        env,
        Map.of(),
        Map.of());
  }

  @Test
  void names_in_braces_are_replaced_and_unknown_ones_stay() {
    KernelSpec spec = spec(Map.of(), "run", "-f={connection_file}", "{resource_dir}", "{other}");

    assertThat(LaunchCommand.argv(spec, FILE))
        .containsExactly(
            "run", "-f=/run/kernel-1.json", prefix + "/share/jupyter/kernels/k", "{other}");
  }

  @Test
  void plain_python_is_the_one_of_the_environment_the_kernelspec_is_in() throws Exception {
    Path python = Files.createDirectories(prefix.resolve("bin")).resolve("python3");
    Files.createFile(python);
    assertThat(python.toFile().setExecutable(true)).isTrue();

    assertThat(LaunchCommand.argv(spec(Map.of(), "python3", "-m", "x"), FILE))
        .containsExactly(python.toString(), "-m", "x");
    assertThat(LaunchCommand.argv(spec(Map.of(), "python", "-m", "x"), FILE)).startsWith("python");
    assertThat(LaunchCommand.argv(spec(Map.of(), "ruby"), FILE)).containsExactly("ruby");
  }

  @Test
  void variables_in_the_environment_are_replaced_as_pythons_templates_do() {
    Map<String, String> around = Map.of("HOME", "/home/ada", "_x1", "one");

    assertThat(LaunchCommand.substitute("${HOME}/lib:$HOME", around))
        .isEqualTo("/home/ada/lib:/home/ada");
    assertThat(LaunchCommand.substitute("$_x1 $$HOME ${NOBODY} $ $1", around))
        .isEqualTo("one $HOME ${NOBODY} $ $1");
    assertThat(LaunchCommand.environment(spec(Map.of("P", "$HOME/p\\"), "run"), around))
        .containsEntry("P", "/home/ada/p\\");
  }
}
