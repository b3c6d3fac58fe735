package dev.perijove.gateway.terminals;

import dev.perijove.gateway.auth.Token;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The shell a person gets when logging in, and its environment.
 *
 * @param command with its options
 * @param environment all of it
 */
record LoginShell(List<String> command, Map<String, String> environment) {
  private static final List<String> USUAL = List.of("/bin/bash", "/bin/sh");

  /** These tell of the terminal the gateway itself was started in. */
  private static final List<String> ANOTHER_WINDOW = List.of("LINES", "COLUMNS", "TERMCAP");

  LoginShell {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** That of an environment's {@code SHELL}, or one that every system has. */
  static LoginShell of(Map<String, String> environment) {
    Map<String, String> variables = new HashMap<>(environment);
    Token.removeFrom(variables);
    ANOTHER_WINDOW.forEach(variables::remove);
    if (System.getProperty("os.name").startsWith("Windows")) {
      return new LoginShell(List.of("powershell.exe"), variables);
    }
    String shell = program(environment.getOrDefault("SHELL", ""));
    variables.put("SHELL", shell);
    variables.put("TERM", "xterm-256color");
    return new LoginShell(List.of(shell, "-l"), variables);
  }

  private static String program(String wanted) {
    if (isProgram(wanted)) {
      return wanted;
    }
    return USUAL.stream().filter(LoginShell::isProgram).findFirst().orElse("/bin/sh");
  }

  private static boolean isProgram(String path) {
    try {
      return path.startsWith("/") && Files.isExecutable(Path.of(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return String.join(" ", command);
  }
}
