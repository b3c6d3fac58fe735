package dev.perijove.install;

import dev.perijove.protocol.kernelspec.JupyterPaths;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the commands know of the machine they run on; read once, at the edge.
 *
 * @param environment variables of this process
 * @param javaHome of the Java this process runs on
 * @param home where Perijove's programs lie; empty when this runs outside a built home
 * @param jupyter where Jupyter keeps its data here
 * @param version of Perijove
 */
record Machine(
    Map<String, String> environment,
    Path javaHome,
    Optional<PerijoveHome> home,
    JupyterPaths jupyter,
    String version) {
  Machine {
    environment = Map.copyOf(environment);
  }

  /**
   * Returns the home with the programs.
   *
   * @throws CommandFailedException if there is none
   */
  PerijoveHome requireHome() throws CommandFailedException {
    return home.orElseThrow(
        () ->
            new CommandFailedException(
                "Perijove's programs (lib/kernel.jar and others) are not beside this command."
                    + " Start it with bin/perijove of an unpacked Perijove, or with ./perijove of a clone."));
  }
}
