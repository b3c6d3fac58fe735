package dev.perijove.protocol.kernelspec;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** There is no usable kernelspec of that name; says what there is and where we looked. */
public final class KernelSpecNotFoundException extends Exception {
  private final String name;

  KernelSpecNotFoundException(
      String name, Optional<KernelSpecProblem> broken, Set<String> found, List<Path> searched) {
    super(message(name, broken, found, searched));
    this.name = name;
  }

  /** The name that was asked for. */
  public String name() {
    return name;
  }

  private static String message(
      String name, Optional<KernelSpecProblem> broken, Set<String> found, List<Path> searched) {
    String names = found.isEmpty() ? "none" : String.join(", ", new TreeSet<>(found));
    if (broken.isPresent()) {
      return "Kernelspec '"
          + name
          + "' is broken: "
          + broken.get().file()
          + ": "
          + broken.get().reason()
          + ". Usable: "
          + names
          + ".";
    }
    return "No kernelspec '"
        + name
        + "'. Found: "
        + names
        + ". Searched: "
        + searched.stream().map(Path::toString).collect(Collectors.joining(", "))
        + ".";
  }
}
