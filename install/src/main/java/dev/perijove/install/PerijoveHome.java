package dev.perijove.install;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder a person unpacked or built: {@code lib/} with one jar a program, {@code bin/}, and
 * {@code share/jupyter} for what the programs write beside themselves.
 *
 * @param directory absolute
 */
public record PerijoveHome(Path directory) {
  public PerijoveHome {
    directory = directory.toAbsolutePath().normalize();
  }

  /** The home that holds the jar this class was loaded from; empty when it runs from no jar. */
  static Optional<PerijoveHome> ofRunningJar() {
    var source = PerijoveHome.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    Path jar = Path.of(source.getLocation().getPath());
    Path lib = jar.getParent();
    if (!Files.isRegularFile(jar) || lib == null || lib.getParent() == null) {
      return Optional.empty();
    }
    return Optional.of(new PerijoveHome(lib.getParent()));
  }

  public Path kernelJar() {
    return directory.resolve("lib").resolve("kernel.jar");
  }

  public Path gatewayJar() {
    return directory.resolve("lib").resolve("gateway.jar");
  }

  /** A Jupyter data folder of the home's own, for the kernelspec {@code perijove gateway} needs. */
  public Path jupyterData() {
    return directory.resolve("share").resolve("jupyter");
  }
}
