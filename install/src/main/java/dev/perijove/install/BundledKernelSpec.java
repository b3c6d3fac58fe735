package dev.perijove.install;

import dev.perijove.install.jdk.JavaHome;
import dev.perijove.install.jdk.UnusableJavaException;
import dev.perijove.install.kernelspec.FrontArchiver;
import dev.perijove.install.kernelspec.KernelSpecInstallException;
import dev.perijove.install.kernelspec.KernelSpecInstaller;
import dev.perijove.install.kernelspec.KernelSpecTemplate;
import dev.perijove.protocol.kernelspec.KernelSpec;
import dev.perijove.protocol.kernelspec.KernelSpecManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The Java kernel's kernelspec in the home's own Jupyter folder, for a machine on which nobody has
 * installed one: a server started from here offers the kernel all the same, and nothing is written
 * among the user's files.
 */
final class BundledKernelSpec {
  private final Machine machine;
  private final Consumer<String> notices;

  /**
   * @param notices told, in whole sentences, what takes time or goes wrong
   */
  BundledKernelSpec(Machine machine, Consumer<String> notices) {
    this.machine = machine;
    this.notices = notices;
  }

  /**
   * Writes the kernelspec unless there is one of ours that works.
   *
   * @return the Jupyter data folder to search first; empty if the kernel is installed anyway
   */
  Optional<Path> dataFolderIfNeeded()
      throws CommandFailedException,
          UnusableJavaException,
          KernelSpecInstallException,
          InterruptedException {
    Map<String, KernelSpec> installed = KernelSpecManager.of(machine.jupyter()).findAll();
    if (installed.values().stream().anyMatch(BundledKernelSpec::works)) {
      return Optional.empty();
    }
    PerijoveHome home = machine.requireHome();
    JavaHome java = JavaHome.inspect(machine.javaHome()).requireForKernel();
    var template =
        new KernelSpecTemplate(
            "Java " + java.release(),
            java.launcher(),
            home.kernelJar(),
            List.of(),
            List.of(),
            Map.of());
    // The name of another kernel stays that kernel's.
    String name = installed.containsKey("java") ? "perijove" : "java";
    var installer =
        KernelSpecInstaller.into(home.jupyterData().resolve("kernels"), machine.version());
    if (!installer.isCurrent(name, template)) {
      notices.accept("Preparing the Java kernel, once.");
      installer.install(
          name,
          template,
          false,
          FrontArchiver.reportingTo(
              failure ->
                  notices.accept(
                      "The Java kernel starts without its class-data archive: " + failure)));
    }
    return Optional.of(home.jupyterData());
  }

  /** Ours, and neither its Java nor its program has been moved away. */
  private static boolean works(KernelSpec spec) {
    return KernelSpecInstaller.isOurs(spec)
        && spec.argv().stream()
            .filter(part -> part.endsWith(".jar") || part.equals(spec.argv().get(0)))
            .filter(part -> !part.startsWith("-"))
            .allMatch(part -> Files.exists(Path.of(part)));
  }
}
