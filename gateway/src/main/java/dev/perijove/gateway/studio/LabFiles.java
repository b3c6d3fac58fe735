package dev.perijove.gateway.studio;

import dev.perijove.gateway.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A built JupyterLab, laid out as {@code share/jupyter/lab}: {@code static}, {@code schemas},
 * {@code themes}. Ours is in the gateway's own jar; an installed one is a folder. Thread-safe.
 */
final class LabFiles implements AutoCloseable {
  private static final String IN_JAR = "/META-INF/lab";
  private static final String STAMP = "stamp";
  private static final Pattern MAIN = Pattern.compile("main\\.[0-9a-f]+\\.js");

  private final Path root;
  private final String mainScript;
  private final Optional<FileSystem> jar;

  private LabFiles(Path root, String mainScript, Optional<FileSystem> jar) {
    this.root = root;
    this.mainScript = mainScript;
    this.jar = jar;
  }

  /**
   * The page to serve: the folder a person asked for, else the one in our jar, else the first
   * installed JupyterLab; empty if there is none of them.
   *
   * @throws IOException if the folder asked for holds no built JupyterLab
   */
  static Optional<LabFiles> find(StudioOptions options) throws IOException {
    if (options.labDirectory().isPresent()) {
      Path asked = options.labDirectory().get();
      Optional<LabFiles> found = in(asked, Optional.empty());
      if (found.isEmpty()) {
        throw new IOException(
            "No built JupyterLab in "
                + asked
                + ": it must hold static/main.*.js, as share/jupyter/lab of an installed"
                + " JupyterLab does.");
      }
      return found;
    }
    Optional<LabFiles> own = inOwnJar();
    if (own.isPresent()) {
      return own;
    }
    for (Path installed : options.installedLabs()) {
      Optional<LabFiles> found = in(installed, Optional.empty());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<LabFiles> inOwnJar() throws IOException {
    URL marker = LabFiles.class.getResource(IN_JAR + "/" + STAMP);
    if (marker == null) {
      return Optional.empty();
    }
    URI uri = uri(marker);
    if (uri.getScheme().equals("file")) {
      return in(Objects.requireNonNull(Path.of(uri).getParent()), Optional.empty());
    }
    String inJar = uri.getSchemeSpecificPart();
    Path jarFile = Path.of(URI.create(inJar.substring(0, inJar.indexOf("!/"))));
    FileSystem jar = FileSystems.newFileSystem(jarFile);
    return in(jar.getPath(IN_JAR), Optional.of(jar));
  }

  private static URI uri(URL url) throws IOException {
    try {
      return url.toURI();
    } catch (URISyntaxException e) {
      throw new IOException("The class path names its jar in a way that is no URI: " + url, e);
    }
  }

  private static Optional<LabFiles> in(Path root, Optional<FileSystem> jar) throws IOException {
    return mainScript(root.resolve("static")).map(main -> new LabFiles(root, main, jar));
  }

  /**
   * The page's first script. Upgrades may leave an old one beside it; then the page template that
   * an installed JupyterLab has names the right one.
   */
  private static Optional<String> mainScript(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    List<String> candidates = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> MAIN.matcher(name).matches())
          .sorted()
          .forEach(candidates::add);
    }
    Path template = folder.resolve("index.html");
    if (candidates.size() > 1 && Files.isRegularFile(template)) {
      Matcher named = MAIN.matcher(Files.readString(template));
      if (named.find()) {
        return Optional.of(named.group());
      }
    }
    return candidates.stream().findFirst();
  }

  /** The name of the page's first script in {@link #statics}. */
  String mainScript() {
    return mainScript;
  }

  /** Whether this is our page, not an installed JupyterLab's. */
  boolean isOurs() {
    return Files.isRegularFile(root.resolve(STAMP));
  }

  /** The version of JupyterLab, as the package of its core tells it. */
  String version() throws IOException {
    Path metadata = schemas().resolve("@jupyterlab/application-extension/package.json.orig");
    return Files.isRegularFile(metadata)
        ? Json.mapper().readTree(Files.readAllBytes(metadata)).path("version").asString("")
        : "";
  }

  /** The bundle. */
  ConfinedFolder statics() {
    return new ConfinedFolder(root.resolve("static"));
  }

  /** The settings' schemas: {@code package/plugin.json}. */
  Path schemas() {
    return root.resolve("schemas");
  }

  /** The themes: {@code package/index.css}. */
  ConfinedFolder themes() {
    return new ConfinedFolder(root.resolve("themes"));
  }

  @Override
  public String toString() {
    return root.toUri().toString();
  }

  @Override
  public void close() throws IOException {
    if (jar.isPresent()) {
      jar.get().close();
    }
  }
}
