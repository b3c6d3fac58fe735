package dev.perijove.install;

import dev.perijove.install.jdk.UnusableJavaException;
import dev.perijove.install.kernelspec.KernelSpecInstallException;
import dev.perijove.protocol.kernelspec.JupyterPaths;
import java.nio.file.Path;
import java.util.Optional;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command itself: what it says without a subcommand, and where the subcommands hang. */
@Command(
    name = "perijove",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    header = "Java notebooks without Python: a kernel and a server for Jupyter clients.%n",
    subcommands = {HelpCommand.class, GenerateCompletion.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:what was asked is done",
      "1:it could not be done; the error output says why and what helps",
      "2:the arguments make no sense",
      "3:'doctor' found a problem"
    },
    footer = {
      "",
      "'perijove help COMMAND' tells more. In bash or zsh, completion of this command:",
      "  source <(perijove generate-completion)"
    })
public final class PerijoveCommand implements Runnable {
  @Spec CommandSpec spec;

  PerijoveCommand() {}

  /** Runs one command and ends the process with its {@link ExitCode}. */
  public static void main(String[] arguments) {
    System.exit(commandLine(thisMachine()).execute(arguments));
  }

  static CommandLine commandLine(Machine machine) {
    var command =
        new CommandLine(new PerijoveCommand())
            .addSubcommand(new InstallCommand(machine))
            .addSubcommand(new ListCommand(machine))
            .addSubcommand(new UninstallCommand(machine))
            .addSubcommand(new DoctorCommand(machine))
            .addSubcommand(GatewayCommand.commandLine(machine));
    command
        .getSubcommands()
        .values()
        .forEach(
            subcommand -> subcommand.getCommandSpec().versionProvider(() -> versionLines(machine)));
    command.getCommandSpec().versionProvider(() -> versionLines(machine));
    command.setExecutionExceptionHandler(PerijoveCommand::report);
    return command;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "What should be done? Name a COMMAND.");
  }

  private static String[] versionLines(Machine machine) {
    return new String[] {
      "perijove " + machine.version(), "Java " + Runtime.version() + " in " + machine.javaHome()
    };
  }

  /** What we expected to go wrong is told in one line; anything else is a fault of ours. */
  private static int report(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
    var err = command.getErr();
    if (failure instanceof CommandFailedException
        || failure instanceof UnusableJavaException
        || failure instanceof KernelSpecInstallException) {
      err.println("perijove: " + failure.getMessage());
      return ExitCode.FAILED;
    }
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
      err.println("perijove: interrupted.");
      return ExitCode.FAILED;
    }
    err.println("perijove: this is a fault of ours; please report it with the lines below.");
    failure.printStackTrace(err);
    return ExitCode.FAILED;
  }

  private static Machine thisMachine() {
    var environment = System.getenv();
    return new Machine(
        environment,
        Path.of(System.getProperty("java.home")),
        Optional.ofNullable(System.getProperty("perijove.home"))
            .map(Path::of)
            .map(PerijoveHome::new)
            .or(PerijoveHome::ofRunningJar),
        JupyterPaths.of(environment),
        Optional.ofNullable(PerijoveCommand.class.getPackage().getImplementationVersion())
            .orElse("development"));
  }
}
