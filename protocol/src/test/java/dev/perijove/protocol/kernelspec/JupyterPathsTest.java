package dev.perijove.protocol.kernelspec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The expectations are what jupyter_core 5.9 answers in the same surroundings. */
class JupyterPathsTest {
  private static final Path LOCAL = Path.of("/usr/local/share/jupyter");
  private static final Path SYSTEM = Path.of("/usr/share/jupyter");

  @TempDir Path home;

  @Test
  void on_linux_the_user_comes_before_the_system() {
    JupyterPaths paths = linux(Map.of());

    assertThat(paths.dataPath())
        .containsExactly(home.resolve(".local/share/jupyter"), LOCAL, SYSTEM);
    assertThat(paths.runtimeDir()).isEqualTo(home.resolve(".local/share/jupyter/runtime"));
    assertThat(paths.configDir()).isEqualTo(home.resolve(".jupyter"));
    assertThat(paths.configPath())
        .containsExactly(
            home.resolve(".jupyter"),
            home.resolve(".local/etc/jupyter"),
            Path.of("/usr/local/etc/jupyter"),
            Path.of("/etc/jupyter"));
    assertThat(paths.systemDataDir()).isEqualTo(LOCAL);
  }

  @Test
  void jupyter_path_comes_first_and_adds() {
    JupyterPaths paths = linux(Map.of("JUPYTER_PATH", "/a:/b/"));

    assertThat(paths.dataPath()).startsWith(Path.of("/a"), Path.of("/b")).contains(SYSTEM);
    assertThat(paths.kernelsPath()).startsWith(Path.of("/a/kernels"), Path.of("/b/kernels"));
    assertThat(paths.labextensionsPath()).startsWith(Path.of("/a/labextensions"));
  }

  @Test
  void the_directories_can_be_set_one_by_one() {
    JupyterPaths paths =
        linux(
            Map.of(
                "JUPYTER_DATA_DIR", "/data",
                "JUPYTER_CONFIG_DIR", "/config",
                "JUPYTER_RUNTIME_DIR", "/runtime"));

    assertThat(paths.userDataDir()).isEqualTo(Path.of("/data"));
    assertThat(paths.dataPath())
        .containsExactly(Path.of("/data"), home.resolve(".local/share/jupyter"), LOCAL, SYSTEM);
    assertThat(paths.configDir()).isEqualTo(Path.of("/config"));
    assertThat(paths.runtimeDir()).isEqualTo(Path.of("/runtime"));
    assertThat(paths.labUserSettingsDir()).isEqualTo(Path.of("/config/lab/user-settings"));
    assertThat(paths.labWorkspacesDir()).isEqualTo(Path.of("/config/lab/workspaces"));
  }

  @Test
  void the_runtime_directory_follows_the_data_directory() {
    assertThat(linux(Map.of("JUPYTER_DATA_DIR", "/data")).runtimeDir())
        .isEqualTo(Path.of("/data/runtime"));
  }

  @Test
  void xdg_moves_the_data_directory() {
    assertThat(linux(Map.of("XDG_DATA_HOME", "/xdg")).userDataDir())
        .isEqualTo(Path.of("/xdg/jupyter"));
  }

  @Test
  void an_active_virtual_environment_of_ours_is_preferred() throws IOException {
    Path venv = Files.createDirectory(home.resolve("venv"));

    assertThat(linux(Map.of("VIRTUAL_ENV", venv.toString())).dataPath())
        .containsExactly(
            venv.resolve("share/jupyter"), home.resolve(".local/share/jupyter"), LOCAL, SYSTEM);
  }

  @Test
  void the_preference_can_be_refused_and_asked_for() throws IOException {
    Path venv = Files.createDirectory(home.resolve("venv"));
    Path user = home.resolve(".local/share/jupyter");
    Path prefix = venv.resolve("share/jupyter");

    assertThat(
            linux(Map.of("VIRTUAL_ENV", venv.toString(), "JUPYTER_PREFER_ENV_PATH", "0"))
                .dataPath())
        .containsSubsequence(user, prefix);
    assertThat(
            linux(Map.of("CONDA_PREFIX", venv.toString(), "JUPYTER_PREFER_ENV_PATH", "1"))
                .dataPath())
        .containsSubsequence(prefix, user);
  }

  @Test
  void of_conda_environments_all_but_base_are_preferred() throws IOException {
    Path conda = Files.createDirectory(home.resolve("conda"));
    Path user = home.resolve(".local/share/jupyter");
    Path prefix = conda.resolve("share/jupyter");

    assertThat(
            linux(Map.of("CONDA_PREFIX", conda.toString(), "CONDA_DEFAULT_ENV", "work")).dataPath())
        .containsSubsequence(prefix, user);
    assertThat(
            linux(Map.of("CONDA_PREFIX", conda.toString(), "CONDA_DEFAULT_ENV", "base")).dataPath())
        .containsSubsequence(user, prefix);
  }

  @Test
  void kernels_of_ipython_come_last() {
    List<Path> kernels = linux(Map.of()).kernelsPath();

    assertThat(kernels.get(kernels.size() - 1)).isEqualTo(home.resolve(".ipython/kernels"));
  }

  @Test
  void on_macos_the_library_holds_the_data() {
    JupyterPaths paths = JupyterPaths.of(Map.of(), home, Platform.MACOS);

    assertThat(paths.dataPath()).containsExactly(home.resolve("Library/Jupyter"), LOCAL, SYSTEM);
    assertThat(paths.runtimeDir()).isEqualTo(home.resolve("Library/Jupyter/runtime"));
  }

  @Test
  void on_windows_appdata_holds_the_data_and_programdata_must_be_trusted_first() {
    Map<String, String> environment = new HashMap<>();
    environment.put("APPDATA", "/AppData");
    environment.put("PROGRAMDATA", "/ProgramData");
    assertThat(JupyterPaths.of(environment, home, Platform.WINDOWS).dataPath())
        .containsExactly(Path.of("/AppData/jupyter"), Path.of("/AppData/Python/share/jupyter"));

    environment.put("JUPYTER_USE_PROGRAMDATA", "1");
    assertThat(JupyterPaths.of(environment, home, Platform.WINDOWS).dataPath())
        .endsWith(Path.of("/ProgramData/jupyter"));
  }

  @Test
  void platform_directories_are_used_when_asked_for() {
    JupyterPaths paths =
        linux(Map.of("JUPYTER_PLATFORM_DIRS", "1", "XDG_CONFIG_HOME", "/c", "XDG_DATA_DIRS", "/d"));

    assertThat(paths.configDir()).isEqualTo(Path.of("/c/jupyter"));
    assertThat(paths.dataPath()).endsWith(Path.of("/d/jupyter"));
  }

  private JupyterPaths linux(Map<String, String> environment) {
    return JupyterPaths.of(environment, home, Platform.LINUX);
  }
}
