package dev.perijove.install;

import dev.perijove.install.kernelspec.KernelSpecInstallException;
import dev.perijove.install.kernelspec.KernelSpecInstaller;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code perijove uninstall}: removes kernelspecs of ours, and no program. */
@Command(
    name = "uninstall",
    mixinStandardHelpOptions = true,
    description = "Remove kernelspecs that 'perijove install' wrote.",
    footer = {
      "",
      "Without a place, the one that clients find first along the Jupyter path is removed."
    })
final class UninstallCommand implements Callable<Integer> {
  private final Machine machine;

  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "which ones (default: ${DEFAULT-VALUE})",
      defaultValue = "java")
  List<String> names = List.of("java");

  @ArgGroup(heading = "Where (one of):%n")
  LocationOptions location = new LocationOptions();

  @Option(names = "--force", description = "remove a kernelspec of another kernel, too")
  boolean force;

  UninstallCommand(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() throws CommandFailedException, KernelSpecInstallException {
    for (String name : names) {
      Path kernels = location.isGiven() ? location.kernels(machine) : firstWith(name);
      KernelSpecInstaller.into(kernels, machine.version()).uninstall(name, force);
      spec.commandLine().getOut().printf("Removed kernelspec %s from %s%n", name, kernels);
    }
    return ExitCode.DONE;
  }

  private Path firstWith(String name) throws CommandFailedException {
    List<Path> searched = machine.jupyter().kernelsPath();
    return searched.stream()
        .filter(kernels -> Files.isRegularFile(kernels.resolve(name).resolve("kernel.json")))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailedException(
                    "No kernelspec '%s' in %s. 'perijove list' shows all."
                        .formatted(name, searched)));
  }
}
