package dev.perijove.install;

import dev.perijove.protocol.kernelspec.KernelSpec;
import dev.perijove.protocol.kernelspec.KernelSpecManager;
import dev.perijove.protocol.kernelspec.KernelSpecProblem;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code perijove list}: the kernelspecs a client on this machine finds. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the kernelspecs of this machine, of every language.",
    footer = {"", "Kernelspecs that cannot be read are named on the error output."})
final class ListCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Machine machine;

  @Spec CommandSpec spec;

  @Option(
      names = "--json",
      description = "print JSON, in the form of 'jupyter kernelspec list --json'")
  boolean json;

  ListCommand(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    var manager = KernelSpecManager.of(machine.jupyter());
    Map<String, KernelSpec> found = manager.findAll();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      printJson(found, out);
    } else if (found.isEmpty()) {
      out.println("No kernelspecs. 'perijove install' adds the Java kernel.");
    } else {
      printTable(found, out);
    }
    manager.broken().forEach(problem -> spec.commandLine().getErr().println(describe(problem)));
    return ExitCode.DONE;
  }

  private static void printTable(Map<String, KernelSpec> found, PrintWriter out) {
    int names = found.keySet().stream().mapToInt(String::length).max().orElse(0);
    int titles =
        found.values().stream().mapToInt(spec -> spec.displayName().length()).max().orElse(0);
    found.values().stream()
        .sorted((one, other) -> one.name().compareTo(other.name()))
        .forEach(
            spec ->
                out.printf(
                    "%s  %s  %s%n",
                    padded(spec.name(), names),
                    padded(spec.displayName(), titles),
                    spec.resourceDir()));
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static void printJson(Map<String, KernelSpec> found, PrintWriter out) {
    var root = JSON.createObjectNode();
    var specs = root.putObject("kernelspecs");
    found.forEach(
        (name, spec) -> {
          var entry = specs.putObject(name);
          entry.put("resource_dir", spec.resourceDir().toString());
          entry.set("spec", toJson(spec));
        });
    out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root));
  }

  private static ObjectNode toJson(KernelSpec spec) {
    var json = JSON.createObjectNode();
    var argv = json.putArray("argv");
    spec.argv().forEach(argv::add);
    var env = json.putObject("env");
    spec.env().forEach(env::put);
    json.put("display_name", spec.displayName());
    json.put("language", spec.language());
    json.put("interrupt_mode", spec.interruptMode().wireName());
    json.putObject("metadata").setAll(spec.metadata());
    spec.extra().forEach(json::set);
    return json;
  }

  private static String describe(KernelSpecProblem problem) {
    return "perijove: kernelspec %s is of no use: %s (%s)"
        .formatted(problem.name(), problem.reason(), problem.file());
  }
}
