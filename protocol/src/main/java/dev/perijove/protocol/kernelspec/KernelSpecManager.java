package dev.perijove.protocol.kernelspec;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds kernelspecs along the Jupyter path, as jupyter_client does: the first directory that has a
 * name wins, names are compared in lower case, and a broken spec hides nothing but itself. Reads
 * the disk on every call, so a kernelspec installed meanwhile is seen. Thread-safe.
 */
public final class KernelSpecManager {
  private static final Pattern NAME = Pattern.compile("[a-z0-9._-]+");

  private final List<Path> directories;

  private KernelSpecManager(List<Path> directories) {
    this.directories = directories;
  }

  /** Searches {@link JupyterPaths#kernelsPath}. */
  public static KernelSpecManager of(JupyterPaths paths) {
    return new KernelSpecManager(paths.kernelsPath());
  }

  /** Every usable kernelspec by its name, in alphabetical order. */
  public Map<String, KernelSpec> findAll() {
    return scan().usable;
  }

  /** Every kernelspec that was found but cannot be used. */
  public List<KernelSpecProblem> broken() {
    return scan().broken;
  }

  /**
   * One kernelspec, whatever the case of its name.
   *
   * @throws KernelSpecNotFoundException if there is none, or it is broken
   */
  public KernelSpec get(String name) throws KernelSpecNotFoundException {
    String key = name.toLowerCase(Locale.ROOT);
    Scan scan = scan();
    KernelSpec spec = scan.usable.get(key);
    if (spec != null) {
      return spec;
    }
    Optional<KernelSpecProblem> problem =
        scan.broken.stream().filter(broken -> broken.name().equals(key)).findFirst();
    throw new KernelSpecNotFoundException(name, problem, scan.usable.keySet(), directories);
  }

  private Scan scan() {
    Scan scan = new Scan();
    findDirectories(scan.broken).forEach(scan::read);
    return scan;
  }

  private Map<String, Path> findDirectories(List<KernelSpecProblem> broken) {
    Map<String, Path> found = new LinkedHashMap<>();
    for (Path directory : directories) {
      for (Path candidate : kernelDirectoriesIn(directory, broken)) {
        String name = candidate.getFileName().toString().toLowerCase(Locale.ROOT);
        found.putIfAbsent(name, candidate);
      }
    }
    return found;
  }

  private static List<Path> kernelDirectoriesIn(Path directory, List<KernelSpecProblem> broken) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (Files.isRegularFile(entry.resolve("kernel.json"))) {
          found.add(entry);
        }
      }
    } catch (IOException e) {
      broken.add(
          new KernelSpecProblem(
              directory.toString(), directory, "the directory cannot be read (" + e + ")"));
    }
    Collections.sort(found);
    return found;
  }

  private static final class Scan {
    final Map<String, KernelSpec> usable = new TreeMap<>();
    final List<KernelSpecProblem> broken = new ArrayList<>();

    void read(String name, Path directory) {
      try {
        if (!NAME.matcher(name).matches()) {
          throw new InvalidKernelSpecException(
              "the directory's name may only hold letters, digits and . _ -");
        }
        usable.put(name, KernelSpecReader.read(name, directory));
      } catch (InvalidKernelSpecException e) {
        broken.add(new KernelSpecProblem(name, directory.resolve("kernel.json"), e.problem()));
      }
    }
  }
}
