package dev.perijove.install.kernelspec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * JVM flags of the kernel's front, a process that compiles small snippets and moves messages: it
 * should start fast and stay small. The person's own flags go to the worker.
 */
final class FrontFlags {
  private static final List<String> ALWAYS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xms32m",
          "-Xmx512m",
          "-Dfile.encoding=UTF-8");

  private FrontFlags() {}

  /**
   * Flags to run with a class-data archive. A missing or stale archive costs time, never a failure
   * ({@code -Xshare:auto}) nor a line in the client's log ({@code -Xlog:disable}: JDK 25 reports a
   * missing archive as an error, and a client shows that as if the kernel had failed).
   */
  static List<String> reading(Path archive) {
    return with("-Xshare:auto", "-XX:SharedArchiveFile=" + archive, "-Xlog:disable");
  }

  /** Flags to write a class-data archive when the front ends; JEP 350. */
  static List<String> writing(Path archive) {
    return with("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable");
  }

  private static List<String> with(String... more) {
    List<String> flags = new ArrayList<>(ALWAYS);
    flags.addAll(List.of(more));
    return List.copyOf(flags);
  }
}
