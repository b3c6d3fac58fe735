package dev.perijove.gateway.provision.local;

import dev.perijove.protocol.kernelspec.KernelSpec;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a kernelspec's {@code argv} and {@code env} become for one launch, with the substitutions
 * {@code jupyter_client} makes; "Kernel specs" in its documentation.
 */
final class LaunchCommand {

  private static final Pattern ARGUMENT_NAME = Pattern.compile("\\{([A-Za-z0-9_]+)\\}");
  private static final Pattern PYTHON = Pattern.compile("python(3(\\.\\d+)?)?");

  /** As Python's string.Template: {@code $$}, {@code $NAME} or {@code ${NAME}}. */
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:(\\$)|([_a-zA-Z][_a-zA-Z0-9]*)|\\{([_a-zA-Z][_a-zA-Z0-9]*)\\})");

  private LaunchCommand() {}

  /**
   * The command line: {@code {connection_file}}, {@code {resource_dir}} and {@code {prefix}} are
   * replaced, other braces stay. A first word {@code python} means the interpreter of the
   * environment the kernelspec is installed in, where there is one; the Python server means the
   * interpreter it runs in itself, and we run in none.
   */
  static List<String> argv(KernelSpec spec, Path connectionFile) {
    Map<String, String> values = new HashMap<>();
    values.put("connection_file", connectionFile.toString());
    values.put("resource_dir", spec.resourceDir().toString());
    prefix(spec).ifPresent(prefix -> values.put("prefix", prefix.toString()));
    List<String> command = new ArrayList<>(spec.argv().size());
    for (String argument : spec.argv()) {
      command.add(
          replace(
              ARGUMENT_NAME.matcher(argument), m -> Optional.ofNullable(values.get(m.group(1)))));
    }
    if (PYTHON.matcher(command.get(0)).matches()) {
      String name = command.get(0);
      prefix(spec).flatMap(prefix -> interpreter(prefix, name)).ifPresent(p -> command.set(0, p));
    }
    return List.copyOf(command);
  }

  /** The kernelspec's own variables with references to {@code environment} replaced. */
  static Map<String, String> environment(KernelSpec spec, Map<String, String> environment) {
    Map<String, String> result = new HashMap<>();
    spec.env().forEach((name, value) -> result.put(name, substitute(value, environment)));
    return result;
  }

  /** An unknown variable stays as it is written. */
  static String substitute(String template, Map<String, String> values) {
    return replace(
        VARIABLE.matcher(template),
        match -> {
          if (match.group(1) != null) {
            return Optional.of("$");
          }
          String name = match.group(2) != null ? match.group(2) : match.group(3);
          return Optional.ofNullable(values.get(name));
        });
  }

  private interface Replacement {
    Optional<String> of(MatchResult match);
  }

  private static String replace(Matcher matcher, Replacement replacement) {
    return matcher.replaceAll(
        match -> Matcher.quoteReplacement(replacement.of(match).orElse(match.group())));
  }

  /** The environment a kernelspec in {@code <prefix>/share/jupyter/kernels/<name>} belongs to. */
  private static Optional<Path> prefix(KernelSpec spec) {
    Path kernels = spec.resourceDir().toAbsolutePath().getParent();
    if (kernels == null || !kernels.endsWith(Path.of("share", "jupyter", "kernels"))) {
      return Optional.empty();
    }
    return Optional.ofNullable(kernels.resolve("../../..").normalize());
  }

  private static Optional<String> interpreter(Path prefix, String name) {
    Path binary =
        File.separatorChar == '\\' ? prefix.resolve("python.exe") : prefix.resolve("bin/" + name);
    Path scripts = prefix.resolve("Scripts/python.exe");
    if (Files.isExecutable(binary)) {
      return Optional.of(binary.toString());
    }
    return Files.isExecutable(scripts) ? Optional.of(scripts.toString()) : Optional.empty();
  }
}
