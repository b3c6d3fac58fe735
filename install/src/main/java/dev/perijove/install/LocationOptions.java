package dev.perijove.install;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The one place a kernelspec is written to or removed from; at most one of them is given. */
final class LocationOptions {
  @Option(names = "--user", description = "for yourself (the default)")
  boolean user;

  @Option(
      names = "--sys-prefix",
      description = "into the active Python environment (VIRTUAL_ENV or CONDA_PREFIX)")
  boolean sysPrefix;

  @Option(
      names = "--prefix",
      paramLabel = "FOLDER",
      description = "into FOLDER/share/jupyter/kernels")
  Optional<Path> prefix = Optional.empty();

  @Option(names = "--system", description = "for every user of this machine")
  boolean system;

  boolean isGiven() {
    return user || sysPrefix || prefix.isPresent() || system;
  }

  /** The {@code kernels} folder meant; "Data files" in the Jupyter documentation. */
  Path kernels(Machine machine) throws CommandFailedException {
    if (prefix.isPresent()) {
      return underPrefix(prefix.get());
    }
    if (sysPrefix) {
      return underPrefix(activeEnvironment(machine));
    }
    if (system) {
      return machine.jupyter().systemDataDir().resolve("kernels");
    }
    return machine.jupyter().userDataDir().resolve("kernels");
  }

  private static Path underPrefix(Path prefix) {
    return prefix
        .toAbsolutePath()
        .normalize()
        .resolve("share")
        .resolve("jupyter")
        .resolve("kernels");
  }

  private static Path activeEnvironment(Machine machine) throws CommandFailedException {
    return machine
        .jupyter()
        .environmentPrefix()
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "--sys-prefix needs an active Python environment, and neither VIRTUAL_ENV nor CONDA_PREFIX is set."
                        + " Activate one, or name its folder with --prefix."));
  }
}
