package dev.perijove.install.doctor;

import static java.util.Objects.requireNonNull;

import dev.perijove.protocol.kernelspec.KernelSpec;
import dev.perijove.protocol.kernelspec.KernelSpecManager;
import dev.perijove.protocol.kernelspec.KernelSpecNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Do clients find the kernelspec, and are the programs it names there? */
public final class KernelSpecCheck implements Check {
  private static final String INSTALL = "Run 'perijove install'.";

  private final KernelSpecManager manager;
  private final String name;
  private Optional<KernelSpec> found = Optional.empty();

  private KernelSpecCheck(KernelSpecManager manager, String name) {
    this.manager = manager;
    this.name = name;
  }

  /** Looks for a kernelspec as a client would. */
  public static KernelSpecCheck of(KernelSpecManager manager, String name) {
    return new KernelSpecCheck(requireNonNull(manager, "manager"), requireNonNull(name, "name"));
  }

  @Override
  public String subject() {
    return "kernelspec";
  }

  @Override
  public Finding look() {
    KernelSpec spec;
    try {
      spec = manager.get(name);
    } catch (KernelSpecNotFoundException e) {
      return Finding.Bad.of(e, INSTALL);
    }
    List<Path> missing = missingPrograms(spec);
    if (!missing.isEmpty()) {
      return new Finding.Bad(
          "%s names %s, which is not there (moved or deleted since?)"
              .formatted(spec.resourceDir().resolve("kernel.json"), missing.get(0)),
          INSTALL);
    }
    found = Optional.of(spec);
    return new Finding.Good(
        "%s (%s) in %s".formatted(spec.name(), spec.displayName(), spec.resourceDir()));
  }

  /** The kernelspec, once {@link #look} has found it in order. */
  public Optional<KernelSpec> found() {
    return found;
  }

  /**
   * The absolute paths on the command line that must exist: the program, and what {@code -jar}
   * names.
   */
  private static List<Path> missingPrograms(KernelSpec spec) {
    List<String> argv = spec.argv();
    int jar = argv.indexOf("-jar") + 1;
    return List.of(argv.get(0), jar > 0 && jar < argv.size() ? argv.get(jar) : argv.get(0)).stream()
        .map(Path::of)
        .filter(path -> path.isAbsolute() && !Files.exists(path))
        .toList();
  }
}
