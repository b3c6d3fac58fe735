package dev.perijove.install;

import dev.perijove.install.jdk.JavaHome;
import dev.perijove.install.jdk.UnusableJavaException;
import dev.perijove.install.kernelspec.ClassArchiver;
import dev.perijove.install.kernelspec.FrontArchiver;
import dev.perijove.install.kernelspec.KernelSpecInstallException;
import dev.perijove.install.kernelspec.KernelSpecInstaller;
import dev.perijove.install.kernelspec.KernelSpecTemplate;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code perijove install}: makes the Java kernel known to the Jupyter clients of this machine. */
@Command(
    name = "install",
    mixinStandardHelpOptions = true,
    description = "Make the Java kernel known to Jupyter clients (JupyterLab, VS Code, nbclient).",
    footer = {
      "",
      "The kernelspec names the programs where they are now: after moving Perijove, install again.",
      "",
      "Examples:",
      "  perijove install --user",
      "  perijove install --prefix .venv --name java25 --java-home /opt/jdk-25 --jvm-arg=-Xmx4g"
    })
final class InstallCommand implements Callable<Integer> {
  private final Machine machine;

  @Spec CommandSpec spec;

  @ArgGroup(heading = "Where (one of):%n")
  LocationOptions location = new LocationOptions();

  @Option(
      names = "--name",
      defaultValue = "java",
      description = "the name clients start it by (default: ${DEFAULT-VALUE})")
  String name = "java";

  @Option(
      names = "--display-name",
      paramLabel = "TEXT",
      description = "the name clients show (default: Java and its release, such as 'Java 17')")
  Optional<String> displayName = Optional.empty();

  @Option(
      names = "--java-home",
      paramLabel = "FOLDER",
      description = "the JDK, 17 or later, that runs the kernel (default: the one running this)")
  Optional<Path> javaHome = Optional.empty();

  @Option(
      names = "--jvm-arg",
      paramLabel = "FLAG",
      description = "a flag for the JVM your program runs in, such as --jvm-arg=-Xmx4g; repeatable")
  List<String> jvmArguments = new ArrayList<>();

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "a variable of the kernel's environment; repeatable")
  Map<String, String> environment = new LinkedHashMap<>();

  @Option(
      names = "--classpath",
      paramLabel = "PATH",
      description =
          "jars and folders your programs can use, separated as in a class path; repeatable")
  List<String> classPath = new ArrayList<>();

  @Option(names = "--force", description = "replace a kernelspec of another kernel, too")
  boolean force;

  @Option(
      names = "--no-archive",
      description = "skip writing the class-data archive from which the kernel starts faster")
  boolean noArchive;

  InstallCommand(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call()
      throws CommandFailedException,
          UnusableJavaException,
          KernelSpecInstallException,
          InterruptedException {
    PerijoveHome home = machine.requireHome();
    JavaHome java = JavaHome.inspect(chosenJavaHome()).requireForKernel();
    var template =
        new KernelSpecTemplate(
            displayName.orElse("Java " + java.release()),
            java.launcher(),
            home.kernelJar(),
            jvmArguments,
            classPathEntries(),
            environment);
    Path kernels = location.kernels(machine);
    var out = spec.commandLine().getOut();
    var archiver =
        noArchive
            ? ClassArchiver.none()
            : FrontArchiver.reportingTo(
                failure ->
                    spec.commandLine()
                        .getErr()
                        .println("Without a class-data archive (starts take longer): " + failure));
    Path folder =
        KernelSpecInstaller.into(kernels, machine.version())
            .install(name, template, force, archiver);
    out.printf("Installed kernelspec %s (%s) in %s%n", name, template.displayName(), folder);
    if (!machine.jupyter().kernelsPath().contains(kernels)) {
      out.printf(
          "Clients look there only if they run from that prefix, or with JUPYTER_PATH=%s%n",
          kernels.getParent());
    }
    return ExitCode.DONE;
  }

  private Path chosenJavaHome() {
    return javaHome.map(Path::toAbsolutePath).map(Path::normalize).orElse(machine.javaHome());
  }

  private List<Path> classPathEntries() throws CommandFailedException {
    List<Path> entries = new ArrayList<>();
    for (String part : classPath) {
      for (String entry : part.split(Pattern.quote(File.pathSeparator), -1)) {
        if (entry.isEmpty()) {
          continue;
        }
        Path path = Path.of(entry).toAbsolutePath().normalize();
        if (!Files.exists(path)) {
          throw new CommandFailedException(
              "--classpath names %s, and there is no such file or folder.".formatted(path));
        }
        entries.add(path);
      }
    }
    return entries;
  }
}
