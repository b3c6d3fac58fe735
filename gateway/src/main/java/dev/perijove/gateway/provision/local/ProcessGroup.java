package dev.perijove.gateway.provision.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A kernel process together with what it started. On Linux the kernel leads a process group of its
 * own, so that a signal reaches its children too and Ctrl-C in the gateway's terminal reaches none
 * of them; elsewhere the children are those the operating system still lists. Thread-safe.
 */
final class ProcessGroup {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessGroup.class);
  private static final Optional<File> SETSID = find("setsid");
  private static final File SHELL = new File("/bin/sh");

  private final Process leader;
  private final boolean ownGroup;
  private final Set<ProcessHandle> seen = new LinkedHashSet<>();

  private ProcessGroup(Process leader, boolean ownGroup) {
    this.leader = leader;
    this.ownGroup = ownGroup;
  }

  /**
   * Starts a command. {@code setsid} replaces itself by the command, so the process has the same id
   * and the same parent as without it.
   */
  static ProcessGroup start(ProcessBuilder builder) throws IOException {
    if (SETSID.isEmpty()) {
      return new ProcessGroup(builder.start(), false);
    }
    requireExecutable(builder.command().get(0), builder.environment().getOrDefault("PATH", ""));
    builder.command().add(0, SETSID.get().getPath());
    return new ProcessGroup(builder.start(), true);
  }

  /** setsid itself always starts, and would only tell its exit code. */
  private static void requireExecutable(String command, String searchPath) throws IOException {
    if (command.contains("/")) {
      if (!Files.isExecutable(Path.of(command))) {
        throw new IOException("there is no program " + command);
      }
      return;
    }
    for (String directory : searchPath.split(":", -1)) {
      if (Files.isExecutable(Path.of(directory, command))) {
        return;
      }
    }
    throw new IOException("there is no program '" + command + "' on the PATH " + searchPath);
  }

  Process leader() {
    return leader;
  }

  /**
   * Sends SIGINT.
   *
   * @throws IOException where there are no signals, or when it could not be sent
   */
  void interrupt() throws IOException {
    if (!SHELL.canExecute()) {
      throw new IOException(
          "this system has no SIGINT to send; set \"interrupt_mode\": \"message\" in the kernelspec if the kernel supports it");
    }
    // A process that was started a moment ago may not have become the leader of its group yet.
    if (signal("INT", ownGroup) != 0 && signal("INT", false) != 0 && leader.isAlive()) {
      throw new IOException("SIGINT could not be sent to process " + leader.pid());
    }
  }

  void terminate() {
    remember();
    leader.destroy();
  }

  /** Ends the leader and every process that is known to come from it. */
  void kill() {
    remember();
    leader.destroyForcibly();
    killRest();
  }

  /** Notes the children of now: after the leader has ended nobody could name them any more. */
  void remember() {
    synchronized (seen) {
      leader.descendants().forEach(seen::add);
    }
  }

  /** Ends what the leader left behind. */
  void killRest() {
    synchronized (seen) {
      seen.forEach(ProcessHandle::destroyForcibly);
      seen.clear();
    }
    if (ownGroup) {
      try {
        signal("KILL", true);
      } catch (IOException e) {
        LOG.warn("Processes left by kernel process {} may still run", leader.pid(), e);
      }
    }
  }

  private int signal(String name, boolean toGroup) throws IOException {
    String target = (toGroup ? "-" : "") + leader.pid();
    Process kill =
        new ProcessBuilder(SHELL.getPath(), "-c", "kill -s \"$0\" -- \"$1\"", name, target)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!kill.waitFor(5, TimeUnit.SECONDS)) {
        kill.destroyForcibly();
        throw new IOException("the kill command did not end");
      }
      return kill.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a signal was sent", e);
    }
  }

  private static Optional<File> find(String command) {
    if (!System.getProperty("os.name").startsWith("Linux")) {
      return Optional.empty();
    }
    for (String directory : new String[] {"/usr/bin", "/bin"}) {
      File file = new File(directory, command);
      if (file.canExecute()) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
