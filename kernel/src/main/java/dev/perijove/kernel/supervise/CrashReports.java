package dev.perijove.kernel.supervise;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where virtual machines that crash write their reports: a directory of our own that nobody else
 * may enter, and a file for each process, so a report that is there is of that process.
 * Thread-safe.
 */
final class CrashReports implements AutoCloseable {
  private final Path directory;
  private final AtomicInteger processes = new AtomicInteger();

  private CrashReports(Path directory) {
    this.directory = directory;
  }

  static CrashReports open() throws IOException {
    return new CrashReports(Files.createTempDirectory("perijove-crash-")); // rwx------ with POSIX
  }

  /** The file of the next process. */
  Path next() {
    return directory.resolve("report-" + processes.incrementAndGet() + ".log");
  }

  /** Removes the directory, unless there are reports in it: the person was told where they are. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(directory);
    } catch (DirectoryNotEmptyException e) {
      // Kept for the person.
    } catch (IOException e) {
      System.getLogger(CrashReports.class.getName())
          .log(System.Logger.Level.WARNING, "an empty directory could not be removed", e);
    }
  }
}
