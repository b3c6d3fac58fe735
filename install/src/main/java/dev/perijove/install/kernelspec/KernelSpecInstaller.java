package dev.perijove.install.kernelspec;

import static java.util.Objects.requireNonNull;

import dev.perijove.protocol.kernelspec.KernelSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes and removes kernelspecs in one {@code kernels} folder.
 *
 * <p>A kernelspec is prepared in a temporary folder beside its place and moved there when it is
 * whole, so a client never finds half of one. The temporary name is no valid kernel name, so no
 * client lists it either. Not for use by several threads at once.
 */
public final class KernelSpecInstaller {
  private static final Pattern VALID_NAME = Pattern.compile("[A-Za-z0-9._-]+");
  private static final List<String> LOGOS =
      List.of("logo-32x32.png", "logo-64x64.png", "logo-svg.svg");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path kernels;
  private final String version;

  private KernelSpecInstaller(Path kernels, String version) {
    this.kernels = kernels;
    this.version = version;
  }

  /**
   * Makes an installer for a folder, which need not exist yet.
   *
   * @param kernels a {@code kernels} folder on the Jupyter data path
   * @param version of Perijove, written into each kernelspec
   */
  public static KernelSpecInstaller into(Path kernels, String version) {
    return new KernelSpecInstaller(
        requireNonNull(kernels, "kernels").toAbsolutePath(), requireNonNull(version, "version"));
  }

  /**
   * Writes a kernelspec, and replaces one of the same name if it is ours or {@code force} is set.
   *
   * @param archiver called with the unfinished kernelspec's folder to add the class-data archive
   * @return the folder of the kernelspec
   * @throws KernelSpecInstallException if the name is not valid or taken, or the folder cannot be
   *     written; nothing is left behind then
   */
  public Path install(
      String name, KernelSpecTemplate template, boolean force, ClassArchiver archiver)
      throws KernelSpecInstallException, InterruptedException {
    requireValid(name);
    Path target = kernels.resolve(name);
    boolean replaces = Files.exists(target);
    if (replaces && !force && !isOurs(target)) {
      throw new KernelSpecInstallException(
          "%s is the kernelspec of another kernel. Choose another name with --name, or replace it with --force."
              .formatted(target));
    }
    Path draft = null;
    try {
      Files.createDirectories(kernels);
      draft = Files.createTempDirectory(kernels, "~" + name + "-");
      fill(draft, target, template);
      archiver.writeArchive(template, archive(draft));
      Trees.openToOthers(draft);
      if (replaces) {
        Trees.replace(target, draft);
      } else {
        Files.move(draft, target);
      }
      return target;
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw refused("write", target, e);
    } finally {
      if (draft != null) {
        Trees.deleteQuietly(draft);
      }
    }
  }

  /**
   * Removes a kernelspec if it is ours or {@code force} is set.
   *
   * @throws KernelSpecInstallException if there is none of that name, it is of another kernel, or
   *     it cannot be removed
   */
  public void uninstall(String name, boolean force) throws KernelSpecInstallException {
    requireValid(name);
    Path target = kernels.resolve(name);
    if (!Files.isDirectory(target)) {
      throw new KernelSpecInstallException(
          "No kernelspec '%s' in %s. 'perijove list' shows all.".formatted(name, kernels));
    }
    if (!force && !isOurs(target)) {
      throw new KernelSpecInstallException(
          "%s is the kernelspec of another kernel. Remove it all the same with --force."
              .formatted(target));
    }
    try {
      Trees.remove(target);
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw refused("remove", target, e);
    }
  }

  /**
   * Whether a kernelspec is already as {@link #install} would write it, with an archive no older
   * than the kernel's program.
   */
  public boolean isCurrent(String name, KernelSpecTemplate template) {
    Path target = kernels.resolve(name);
    Path archive = archive(target);
    try {
      return template
              .toJson(archive, version)
              .equals(JSON.readTree(Files.readAllBytes(target.resolve("kernel.json"))))
          && Files.getLastModifiedTime(archive)
                  .compareTo(Files.getLastModifiedTime(template.kernelJar()))
              >= 0;
    } catch (IOException | JacksonException e) {
      return false; // absent or unreadable: install writes it anew, or says why it cannot
    }
  }

  /** Whether a kernelspec was written by us, in whatever version. */
  public static boolean isOurs(KernelSpec spec) {
    return spec.metadata().containsKey(KernelSpecTemplate.OURS);
  }

  /** Where the class-data archive of a kernelspec lies. */
  public static Path archive(Path kernelSpecFolder) {
    return kernelSpecFolder.resolve("front.jsa");
  }

  private void fill(Path draft, Path target, KernelSpecTemplate template) throws IOException {
    Files.write(
        draft.resolve("kernel.json"),
        JSON.writerWithDefaultPrettyPrinter()
            .writeValueAsBytes(template.toJson(archive(target), version)));
    for (String logo : LOGOS) {
      try (InputStream bytes = KernelSpecInstaller.class.getResourceAsStream(logo)) {
        Files.copy(requireNonNull(bytes, logo), draft.resolve(logo));
      }
    }
  }

  private static void requireValid(String name) throws KernelSpecInstallException {
    if (!VALID_NAME.matcher(name).matches()) {
      throw new KernelSpecInstallException(
          "'%s' is no kernel name: use ASCII letters, digits, '.', '_' and '-' only."
              .formatted(name));
    }
  }

  /** A folder whose {@code kernel.json} is absent or unreadable is nobody's that we know. */
  private static boolean isOurs(Path target) throws KernelSpecInstallException {
    Path file = target.resolve("kernel.json");
    try {
      var metadata = JSON.readTree(Files.readAllBytes(file)).path("metadata");
      return metadata.has(KernelSpecTemplate.OURS);
    } catch (NoSuchFileException | JacksonException e) {
      return false;
    } catch (IOException e) {
      throw refused("read", file, e);
    }
  }

  private static KernelSpecInstallException refused(String verb, Path place, Exception cause) {
    boolean permission =
        cause instanceof AccessDeniedException || cause instanceof ReadOnlyFileSystemException;
    String reason =
        cause instanceof FileSystemException file && file.getReason() != null
            ? file.getFile() + ": " + file.getReason()
            : String.valueOf(cause.getMessage());
    String cure =
        permission
            ? "Install for yourself with --user, name a folder of yours with --prefix, or run as a user who may write there."
            : "Check that the disk has room and the folder is in order, then try again.";
    return new KernelSpecInstallException(
        "Cannot %s %s (%s). %s"
            .formatted(
                verb,
                place,
                permission ? "permission denied: " + cause.getMessage() : reason,
                cure),
        cause);
  }
}
