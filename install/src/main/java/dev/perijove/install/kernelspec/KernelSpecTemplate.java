package dev.perijove.install.kernelspec;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person chose for a Java kernel, and how that reads as {@code kernel.json}; "Kernel specs"
 * in the jupyter_client documentation.
 *
 * @param displayName what the launcher of a client shows
 * @param java the {@code java} program of front and worker
 * @param kernelJar the front's program
 * @param jvmArguments flags of the worker, where the person's program runs; the front keeps its own
 * @param classPath jars and folders the person's program can use
 * @param environment variables set for the kernel's processes
 */
public record KernelSpecTemplate(
    String displayName,
    Path java,
    Path kernelJar,
    List<String> jvmArguments,
    List<Path> classPath,
    Map<String, String> environment) {
  /** The key in {@code metadata} by which we know a kernelspec of ours. */
  static final String OURS = "perijove";

  public KernelSpecTemplate {
    requireNonNull(displayName, "displayName");
    requireNonNull(java, "java");
    requireNonNull(kernelJar, "kernelJar");
    jvmArguments = List.copyOf(jvmArguments);
    classPath = List.copyOf(classPath);
    environment = Map.copyOf(environment);
  }

  /**
   * The content of {@code kernel.json}.
   *
   * @param archive where the front's class-data archive is or will be; the JVM goes on without it
   *     when it is absent or stale
   * @param version of Perijove, kept in the metadata
   */
  ObjectNode toJson(Path archive, String version) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    var argv = json.putArray("argv");
    argv(FrontFlags.reading(archive)).forEach(argv::add);
    json.put("display_name", displayName);
    json.put("language", "java");
    json.put("interrupt_mode", "message");
    var env = json.putObject("env");
    environment.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> env.put(entry.getKey(), entry.getValue()));
    var metadata = json.putObject("metadata");
    metadata.put("debugger", false);
    metadata.putObject(OURS).put("version", version);
    return json;
  }

  /** The command line of the front, with the flags given; ends in the connection file's place. */
  List<String> argv(List<String> frontFlags) {
    List<String> argv = new ArrayList<>();
    argv.add(java.toString());
    argv.addAll(frontFlags);
    argv.add("-jar");
    argv.add(kernelJar.toString());
    jvmArguments.forEach(argument -> argv.add("--worker-jvm-arg=" + argument));
    classPath.forEach(entry -> argv.add("--class-path=" + entry));
    argv.add("{connection_file}");
    return argv;
  }
}
