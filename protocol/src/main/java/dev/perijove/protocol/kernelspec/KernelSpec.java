package dev.perijove.protocol.kernelspec;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * How to start one kind of kernel: a directory with a {@code kernel.json} ("Kernel specs" in the
 * Jupyter client documentation).
 *
 * @param name the directory's name in lower case, by which the kernel is asked for
 * @param resourceDir the directory, with logos and {@code kernel.js} if any
 * @param argv command line; {@code {connection_file}}, {@code {resource_dir}} stand for paths
 * @param env variables to add, values as written (they may hold {@code ${NAME}})
 * @param extra fields we do not know, kept
 */
public record KernelSpec(
    String name,
    Path resourceDir,
    List<String> argv,
    String displayName,
    String language,
    InterruptMode interruptMode,
    Map<String, String> env,
    Map<String, JsonNode> metadata,
    Map<String, JsonNode> extra) {

  public KernelSpec {
    requireNonNull(name, "name");
    requireNonNull(resourceDir, "resourceDir");
    argv = List.copyOf(argv);
    requireNonNull(displayName, "displayName");
    requireNonNull(language, "language");
    requireNonNull(interruptMode, "interruptMode");
    env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
  }
}
