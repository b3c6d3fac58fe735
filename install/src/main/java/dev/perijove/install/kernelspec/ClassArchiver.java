package dev.perijove.install.kernelspec;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Adds a class-data archive to a kernelspec, from which the front starts faster. Called once by
 * {@link KernelSpecInstaller#install}, before the kernelspec is moved to its place.
 */
@FunctionalInterface
public interface ClassArchiver {
  /**
   * Writes the archive, or leaves it out: a kernelspec is whole without it.
   *
   * @param archive the file to write
   * @throws IOException if the folder cannot be written; the kernelspec is then not installed
   */
  void writeArchive(KernelSpecTemplate template, Path archive)
      throws IOException, InterruptedException;

  /** Leaves the archive out. */
  static ClassArchiver none() {
    return (template, archive) -> {};
  }
}
