package dev.perijove.protocol.kernelspec;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where Jupyter keeps its files, as jupyter_core's {@code paths} module decides it. Python's {@code
 * sys.prefix} is the one thing we cannot ask for; {@code VIRTUAL_ENV} and {@code CONDA_PREFIX} name
 * it where it matters.
 */
public final class JupyterPaths {
  private static final Set<String> FALSE = Set.of("no", "n", "false", "off", "0", "0.0");

  private final Map<String, String> environment;
  private final Path home;
  private final Platform platform;

  private JupyterPaths(Map<String, String> environment, Path home, Platform platform) {
    this.environment = Map.copyOf(environment);
    this.home = requireNonNull(home, "home");
    this.platform = requireNonNull(platform, "platform");
  }

  /** The paths of a user with this environment and home directory. */
  public static JupyterPaths of(Map<String, String> environment, Path home, Platform platform) {
    return new JupyterPaths(environment, home, platform);
  }

  /** The paths of a user with this environment, on this machine, at home in {@code user.home}. */
  public static JupyterPaths of(Map<String, String> environment) {
    return of(environment, Path.of(System.getProperty("user.home", ".")), Platform.current());
  }

  /** Directories with shared data, most important first: {@code JUPYTER_PATH}, user, system. */
  public List<Path> dataPath() {
    List<Path> system = systemData();
    List<Path> prefix =
        environmentPrefix().map(path -> List.of(share(path))).orElse(List.of()).stream()
            .filter(path -> platform == Platform.WINDOWS || !system.contains(path))
            .toList();
    return merge(listOf("JUPYTER_PATH"), userData(), prefix, system);
  }

  /** Directories with configuration, most important first. */
  public List<Path> configPath() {
    List<Path> prefix =
        environmentPrefix().map(path -> List.of(path.resolve("etc/jupyter"))).orElse(List.of());
    List<Path> user = new ArrayList<>(List.of(configDir()));
    userBases().forEach(base -> user.add(base.resolve("etc/jupyter")));
    return merge(listOf("JUPYTER_CONFIG_PATH"), user, prefix, systemConfig());
  }

  /** Where kernelspecs are looked for; IPython's own directory comes last. */
  public List<Path> kernelsPath() {
    List<Path> directories = new ArrayList<>(inDataPath("kernels"));
    directories.add(path("IPYTHONDIR").orElse(home.resolve(".ipython")).resolve("kernels"));
    return directories;
  }

  /** Where prebuilt JupyterLab extensions are looked for. */
  public List<Path> labextensionsPath() {
    return inDataPath("labextensions");
  }

  /** Where {@code install --user} puts things: {@code JUPYTER_DATA_DIR} or the user's own place. */
  public Path userDataDir() {
    Optional<Path> given = path("JUPYTER_DATA_DIR");
    if (given.isPresent()) {
      return given.get();
    }
    return switch (platform) {
      case MACOS ->
          platformDirs() ? applicationSupport(home) : home.resolve("Library").resolve("Jupyter");
      case WINDOWS ->
          platformDirs()
              ? localAppData().resolve("Jupyter")
              : path("APPDATA")
                  .map(appData -> appData.resolve("jupyter"))
                  .orElseGet(() -> configDir().resolve("data"));
      case LINUX ->
          path("XDG_DATA_HOME").orElse(home.resolve(".local").resolve("share")).resolve("jupyter");
    };
  }

  /** Where {@code install --system} puts things. */
  public Path systemDataDir() {
    return systemData().get(0);
  }

  /** Where connection files of running kernels are. */
  public Path runtimeDir() {
    return path("JUPYTER_RUNTIME_DIR").orElseGet(() -> userDataDir().resolve("runtime"));
  }

  public Path configDir() {
    Optional<Path> given = path("JUPYTER_CONFIG_DIR");
    if (given.isPresent()) {
      return given.get();
    }
    if (!platformDirs()) {
      return home.resolve(".jupyter");
    }
    return switch (platform) {
      case MACOS -> applicationSupport(home);
      case WINDOWS -> localAppData().resolve("Jupyter");
      case LINUX -> path("XDG_CONFIG_HOME").orElse(home.resolve(".config")).resolve("jupyter");
    };
  }

  /** Where JupyterLab keeps the user's settings. */
  public Path labUserSettingsDir() {
    return path("JUPYTERLAB_SETTINGS_DIR")
        .orElseGet(() -> configDir().resolve("lab").resolve("user-settings"));
  }

  /** Where JupyterLab keeps the user's workspaces. */
  public Path labWorkspacesDir() {
    return path("JUPYTERLAB_WORKSPACES_DIR")
        .orElseGet(() -> configDir().resolve("lab").resolve("workspaces"));
  }

  /** The Python environment that is active, which has its own {@code share/jupyter}. */
  public Optional<Path> environmentPrefix() {
    return path("VIRTUAL_ENV").or(() -> path("CONDA_PREFIX"));
  }

  private List<Path> inDataPath(String name) {
    return dataPath().stream().map(path -> path.resolve(name)).toList();
  }

  private List<Path> merge(
      List<Path> first, List<Path> user, List<Path> prefix, List<Path> system) {
    Set<Path> all = new LinkedHashSet<>(first);
    all.addAll(prefersEnvironment() ? prefix : user);
    all.addAll(prefersEnvironment() ? user : prefix);
    all.addAll(system);
    return List.copyOf(all);
  }

  private List<Path> userData() {
    List<Path> directories = new ArrayList<>(List.of(userDataDir()));
    userBases().forEach(base -> directories.add(share(base)));
    return directories;
  }

  /** Python's user site: one on most systems, one for each Python version on macOS. */
  private List<Path> userBases() {
    if (environment.containsKey("PYTHONNOUSERSITE") || path("VIRTUAL_ENV").isPresent()) {
      return List.of();
    }
    Optional<Path> given = path("PYTHONUSERBASE");
    if (given.isPresent()) {
      return List.of(given.get());
    }
    return switch (platform) {
      case WINDOWS ->
          path("APPDATA").map(path -> List.of(path.resolve("Python"))).orElse(List.of());
      case MACOS -> directoriesIn(home.resolve("Library").resolve("Python"));
      case LINUX -> List.of(home.resolve(".local"));
    };
  }

  private List<Path> systemData() {
    if (platform == Platform.WINDOWS) {
      Optional<Path> programData =
          flag("JUPYTER_USE_PROGRAMDATA") ? path("PROGRAMDATA") : Optional.empty();
      String name = platformDirs() ? "Jupyter" : "jupyter";
      return programData
          .map(path -> path.resolve(name))
          .or(() -> environmentPrefix().map(JupyterPaths::share))
          .map(List::of)
          .orElseGet(() -> List.of(userDataDir()));
    }
    if (platformDirs()) {
      return platform == Platform.MACOS
          ? List.of(applicationSupport(Path.of("/")))
          : xdg("XDG_DATA_DIRS", "/usr/local/share", "/usr/share");
    }
    return List.of(Path.of("/usr/local/share/jupyter"), Path.of("/usr/share/jupyter"));
  }

  private List<Path> systemConfig() {
    if (platform == Platform.WINDOWS) {
      return flag("JUPYTER_USE_PROGRAMDATA")
          ? path("PROGRAMDATA").map(path -> List.of(path.resolve("jupyter"))).orElse(List.of())
          : List.of();
    }
    if (platformDirs()) {
      return platform == Platform.MACOS
          ? List.of(applicationSupport(Path.of("/")))
          : xdg("XDG_CONFIG_DIRS", "/etc/xdg");
    }
    return List.of(Path.of("/usr/local/etc/jupyter"), Path.of("/etc/jupyter"));
  }

  private List<Path> xdg(String variable, String... defaults) {
    List<Path> given = listOf(variable);
    Stream<Path> bases = given.isEmpty() ? Stream.of(defaults).map(Path::of) : given.stream();
    return bases.map(base -> base.resolve("jupyter")).collect(Collectors.toList());
  }

  private boolean prefersEnvironment() {
    if (environment.containsKey("JUPYTER_PREFER_ENV_PATH")) {
      return flag("JUPYTER_PREFER_ENV_PATH");
    }
    Optional<Path> virtualEnv = path("VIRTUAL_ENV");
    if (virtualEnv.isPresent()) {
      return isOurs(virtualEnv.get());
    }
    String conda = environment.getOrDefault("CONDA_DEFAULT_ENV", "base");
    return !conda.equals("base") && path("CONDA_PREFIX").filter(this::isOurs).isPresent();
  }

  private boolean isOurs(Path path) {
    try {
      return Files.exists(path) && Files.getOwner(path).equals(Files.getOwner(home));
    } catch (IOException | UnsupportedOperationException e) {
      return Files.isWritable(path);
    }
  }

  private boolean platformDirs() {
    return flag("JUPYTER_PLATFORM_DIRS");
  }

  private boolean flag(String variable) {
    String value = environment.get(variable);
    return value != null && !FALSE.contains(value.toLowerCase(Locale.ROOT));
  }

  private Optional<Path> path(String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isEmpty())
        .map(Path::of);
  }

  private List<Path> listOf(String variable) {
    String value = environment.getOrDefault(variable, "");
    String separator = platform == Platform.WINDOWS ? ";" : ":";
    return Stream.of(value.split(separator)).filter(part -> !part.isEmpty()).map(Path::of).toList();
  }

  private Path localAppData() {
    return path("LOCALAPPDATA").orElse(home.resolve("AppData").resolve("Local"));
  }

  private static Path applicationSupport(Path base) {
    return base.resolve("Library").resolve("Application Support").resolve("Jupyter");
  }

  private static Path share(Path prefix) {
    return prefix.resolve("share").resolve("jupyter");
  }

  private static List<Path> directoriesIn(Path directory) {
    File[] found = directory.toFile().listFiles(File::isDirectory);
    return found == null ? List.of() : Stream.of(found).map(File::toPath).sorted().toList();
  }
}
