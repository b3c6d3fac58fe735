package dev.perijove.install;

import dev.perijove.install.client.GatewayAddress;
import dev.perijove.install.doctor.Check;
import dev.perijove.install.doctor.Finding;
import dev.perijove.install.doctor.JdkCheck;
import dev.perijove.install.doctor.KernelAnswersCheck;
import dev.perijove.install.doctor.KernelSpecCheck;
import dev.perijove.install.doctor.WebSocketCheck;
import dev.perijove.protocol.kernelspec.KernelSpec;
import dev.perijove.protocol.kernelspec.KernelSpecManager;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code perijove doctor}: looks at what a kernel needs, and says what helps where it is amiss. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Check the JDK, the kernelspec, the kernel and the server of this machine.",
    footer = {"", "Ends with 0 if all is in order, with 3 if there is a problem."})
final class DoctorCommand implements Callable<Integer> {
  private final Machine machine;

  @Spec CommandSpec spec;

  @Option(
      names = "--name",
      defaultValue = "java",
      description = "the kernelspec to look at (default: ${DEFAULT-VALUE})")
  String name = "java";

  @Option(
      names = "--java-home",
      paramLabel = "FOLDER",
      description = "the JDK to look at (default: the one running this)")
  Optional<Path> javaHome = Optional.empty();

  @Option(
      names = "--gateway",
      paramLabel = "URL",
      description =
          "a running server to look at, by the URL with the token that it printed"
              + " (default: one started for this)")
  Optional<String> gateway = Optional.empty();

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "how long a kernel may take to answer (default: ${DEFAULT-VALUE})")
  int patience = 60;

  DoctorCommand(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    var kernelSpec = KernelSpecCheck.of(KernelSpecManager.of(machine.jupyter()), name);
    var wait = Duration.ofSeconds(patience);
    List<Check> checks =
        List.of(
            JdkCheck.of(javaHome.orElse(machine.javaHome())),
            kernelSpec,
            KernelAnswersCheck.of(kernelSpec::found, wait),
            webSocketCheck(kernelSpec::found, wait));
    boolean allGood = true;
    for (Check check : checks) {
      Finding finding = check.look();
      print(check.subject(), finding);
      allGood &= finding instanceof Finding.Good;
    }
    return allGood ? ExitCode.DONE : ExitCode.PROBLEM_FOUND;
  }

  private Check webSocketCheck(Supplier<Optional<KernelSpec>> kernelSpec, Duration wait)
      throws CommandFailedException {
    if (gateway.isEmpty()) {
      Path java = machine.javaHome().resolve("bin").resolve("java");
      return WebSocketCheck.starting(java, machine.requireHome().gatewayJar(), kernelSpec, wait);
    }
    try {
      return WebSocketCheck.of(GatewayAddress.of(gateway.get()), kernelSpec, wait);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--gateway: " + e.getMessage(), e);
    }
  }

  private void print(String subject, Finding finding) {
    PrintWriter out = spec.commandLine().getOut();
    if (finding instanceof Finding.Good good) {
      out.printf("ok       %-10s  %s%n", subject, good.what());
    } else if (finding instanceof Finding.Bad bad) {
      out.printf("PROBLEM  %-10s  %s%n", subject, bad.what());
      out.printf("                     Cure: %s%n", bad.cure());
    } else {
      out.printf("skipped  %-10s  %s%n", subject, finding.what());
    }
    out.flush();
  }
}
