package dev.perijove.protocol.kernelspec;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A kernelspec that cannot be used.
 *
 * @param name the name it would have had
 * @param file the {@code kernel.json}
 * @param reason one sentence naming the field or the fault
 */
public record KernelSpecProblem(String name, Path file, String reason) {
  public KernelSpecProblem {
    requireNonNull(name, "name");
    requireNonNull(file, "file");
    requireNonNull(reason, "reason");
  }
}
