package dev.perijove.install;

import dev.perijove.install.jdk.UnusableJavaException;
import dev.perijove.install.kernelspec.KernelSpecInstallException;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code perijove gateway}: the server as a process of its own, with the Java kernel among its
 * kernels. Ends with the server's exit code, and takes the server with it when it is told to end.
 */
@Command(
    name = "gateway",
    description = {
      "Start the server with JupyterLab and the Java kernel, and print its URL with the token.",
      "Where no Java kernel is installed it brings its own, without writing among your files."
    })
final class GatewayCommand implements Callable<Integer> {
  /** A server that drains its connections and ends its kernels needs a while. */
  private static final int PATIENCE_SECONDS = 30;

  private final Machine machine;

  @Spec CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      description = "show this and the server's own options, and exit")
  boolean help;

  @Parameters(
      paramLabel = "OPTION",
      arity = "0..*",
      description = "options of the server, passed on as they are")
  List<String> options = new ArrayList<>();

  private GatewayCommand(Machine machine) {
    this.machine = machine;
  }

  /** The command with a parser that leaves options it does not know to the server. */
  static CommandLine commandLine(Machine machine) {
    return new CommandLine(new GatewayCommand(machine))
        .setUnmatchedOptionsArePositionalParams(true);
  }

  @Override
  public Integer call()
      throws CommandFailedException,
          UnusableJavaException,
          KernelSpecInstallException,
          InterruptedException {
    Path jar = machine.requireHome().gatewayJar();
    if (!Files.isRegularFile(jar)) {
      throw new CommandFailedException(
          "%s is not there. Unpack Perijove again, or build it with 'mvn package -DskipTests'."
              .formatted(jar));
    }
    if (help) {
      spec.commandLine().usage(spec.commandLine().getOut());
      spec.commandLine().getOut().printf("%nOptions of the server:%n%n");
      spec.commandLine().getOut().flush();
      return runToItsEnd(command(jar, List.of("--help")));
    }
    PrintWriter err = spec.commandLine().getErr();
    Optional<Path> data = new BundledKernelSpec(machine, err::println).dataFolderIfNeeded();
    ProcessBuilder command = command(jar, options);
    data.ifPresent(
        folder -> command.environment().merge("JUPYTER_PATH", folder.toString(), this::before));
    return runToItsEnd(command);
  }

  private String before(String present, String folder) {
    return present.isEmpty() ? folder : folder + File.pathSeparator + present;
  }

  private ProcessBuilder command(Path jar, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(machine.javaHome().resolve("bin").resolve("java").toString());
    command.add("-jar");
    command.add(jar.toString());
    command.addAll(arguments);
    return new ProcessBuilder(command).inheritIO();
  }

  private static int runToItsEnd(ProcessBuilder command)
      throws CommandFailedException, InterruptedException {
    Process server;
    try {
      server = command.start();
    } catch (IOException e) {
      throw new CommandFailedException("The server cannot be started: " + e.getMessage());
    }
    // Runs when this process gets SIGTERM, SIGINT or SIGHUP, and does nothing after the server's
    // end.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "end-gateway"));
    return server.waitFor();
  }

  private static void end(Process server) {
    server.destroy();
    try {
      if (!server.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      server.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
