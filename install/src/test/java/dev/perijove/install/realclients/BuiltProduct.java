package dev.perijove.install.realclients;

import dev.perijove.install.client.GatewayFailedException;
import dev.perijove.install.client.GatewayProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The product as the build laid it out, used by a person with empty folders of their own: nothing
 * of the machine's Jupyter is read or written.
 */
final class BuiltProduct {
  private static final Path HOME = Path.of("target", "perijove").toAbsolutePath();

  private final Path folder;
  private final Map<String, String> environment;

  private BuiltProduct(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /** The product for a person whose files are all in one temporary folder. */
  static BuiltProduct in(Path folder) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", folder.toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("JUPYTER_DATA_DIR", folder.resolve("data").toString());
    environment.put("JUPYTER_CONFIG_DIR", folder.resolve("config").toString());
    environment.put("JUPYTER_RUNTIME_DIR", folder.resolve("runtime").toString());
    environment.put("IPYTHONDIR", folder.resolve("ipython").toString());
    environment.put("LC_ALL", "C.UTF-8");
    return new BuiltProduct(folder, environment);
  }

  /** The product with the Java kernel installed by the {@code perijove} command into a prefix. */
  static BuiltProduct withKernelIn(Path folder) throws IOException, InterruptedException {
    BuiltProduct product = in(folder);
    Path prefix = folder.resolve("prefix");
    product.perijove("install", "--prefix", prefix.toString()).succeeded();
    product.environment.put("JUPYTER_PATH", prefix.resolve("share/jupyter").toString());
    return product;
  }

  /** The same with one variable more in the environment. */
  BuiltProduct with(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new BuiltProduct(folder, more);
  }

  /** Starts {@code perijove gateway} on a free port. */
  GatewayProcess gateway(Path rootDirectory) throws GatewayFailedException {
    return GatewayProcess.start(
        process(
            List.of(launcher(), "gateway", "--port", "0", "--root-dir", rootDirectory.toString())));
  }

  /** A program of this person, not started yet. */
  ProcessBuilder process(List<String> command) {
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    Program.setEnvironment(builder, environment);
    return builder;
  }

  private static String launcher() {
    return HOME.resolve("bin").resolve("perijove").toString();
  }

  /** Runs a {@code perijove} command to its end. */
  Program perijove(String... arguments) throws IOException, InterruptedException {
    return run(launcher(), arguments);
  }

  /** Runs a Python script of these tests to its end. */
  Program python(String script, String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(RealClients.script(script).toString()));
    all.addAll(List.of(arguments));
    return run(RealClients.python().toString(), all.toArray(String[]::new));
  }

  /** Runs a Node script to its end. */
  Program node(Path script, String... options) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(script.toString()));
    all.addAll(List.of(options));
    return run(RealClients.node().toString(), all.toArray(String[]::new));
  }

  Program run(String program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    return Program.run(folder, environment, command);
  }
}
