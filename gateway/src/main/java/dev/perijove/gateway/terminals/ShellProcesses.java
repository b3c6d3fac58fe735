package dev.perijove.gateway.terminals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shell and what runs in its terminal: its descendants and, where the system has {@code /proc},
 * also those whose parents have ended, by their session. What has left the session on purpose
 * ({@code setsid}) and its parents is not found. Thread-safe.
 */
final class ShellProcesses {
  private static final Logger LOG = LoggerFactory.getLogger(ShellProcesses.class);

  /** A process that starts others while it is looked for is caught by looking again. */
  private static final int LOOKS = 5;

  private static final Duration DEATH = Duration.ofSeconds(2);

  private final long shell;
  private final Set<ProcessHandle> known = new HashSet<>();

  ShellProcesses(long shell) {
    this.shell = shell;
  }

  /** Notes those of now: after their parents have ended some systems cannot name them any more. */
  synchronized void remember() {
    known.addAll(running());
  }

  /** Waits until they have ended by themselves, and ends those that have not. */
  synchronized void end(Duration grace) throws InterruptedException {
    known.addAll(running());
    awaitEnd(known, grace);
    for (int look = 0; look < LOOKS; look++) {
      known.addAll(running());
      known.removeIf(process -> !process.isAlive());
      if (known.isEmpty()) {
        return;
      }
      known.forEach(ProcessHandle::destroyForcibly);
      awaitEnd(known, DEATH);
    }
    LOG.warn("Processes of a closed terminal still run: {}", known);
  }

  private Set<ProcessHandle> running() {
    Set<ProcessHandle> processes =
        ProcessHandle.allProcesses()
            .filter(process -> process.pid() == shell || sessionOf(process.pid()) == shell)
            .collect(Collectors.toSet());
    ProcessHandle.of(shell).ifPresent(leader -> leader.descendants().forEach(processes::add));
    return processes;
  }

  /** The sixth field of {@code /proc/pid/stat}, proc(5); -1 if it cannot be told. */
  private static long sessionOf(long pid) {
    try {
      String stat =
          Files.readString(
              Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
      // The second field is the program's name in brackets, which may hold spaces and brackets.
      List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
      return Long.parseLong(fields.get(3));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      return -1;
    }
  }

  private static void awaitEnd(Set<ProcessHandle> processes, Duration longest)
      throws InterruptedException {
    CompletableFuture<?>[] ends =
        processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.debug("Some processes of a terminal have not ended");
    } catch (ExecutionException e) {
      LOG.debug("The end of a terminal's processes cannot be told", e);
    }
  }
}
