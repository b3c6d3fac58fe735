package dev.perijove.gateway.terminals;

import dev.perijove.gateway.terminals.TerminalException.Kind;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All terminals of a gateway. Thread-safe. */
public final class TerminalManager implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TerminalManager.class);

  /** As many as a person can use, and few enough for the threads and memory they take. */
  public static final int MOST_TERMINALS = 64;

  private static final Pattern NAME = Pattern.compile("[\\w-][\\w.-]{0,63}");

  private final LoginShell shell;
  private final int most;
  private final Clock clock = Clock.systemUTC();
  private final Map<String, Terminal> terminals = new LinkedHashMap<>();
  private int lastNumber;
  private boolean closed;

  private TerminalManager(LoginShell shell, int most) {
    this.shell = shell;
    this.most = most;
  }

  /**
   * No terminals yet.
   *
   * @param environment what shells inherit, all of it
   * @param most how many there may be at a time
   */
  public static TerminalManager of(Map<String, String> environment, int most) {
    return new TerminalManager(LoginShell.of(environment), most);
  }

  /** A new terminal, named by the next number that is free. */
  public synchronized Terminal create(Path directory) throws TerminalException {
    int number = lastNumber + 1;
    while (terminals.containsKey(Integer.toString(number))) {
      number++;
    }
    Terminal terminal = start(Integer.toString(number), directory);
    lastNumber = number;
    return terminal;
  }

  /** The terminal of a name, started if there is none: two pages may restore the same one. */
  public synchronized Terminal findOrCreate(String name, Path directory) throws TerminalException {
    if (!NAME.matcher(name).matches()) {
      throw TerminalException.of(
          Kind.INVALID_NAME,
          "The name of a terminal has 1 to 64 letters, digits, '_', '-' and '.', and does not begin with '.'");
    }
    Terminal existing = terminals.get(name);
    return existing == null ? start(name, directory) : existing;
  }

  private Terminal start(String name, Path directory) throws TerminalException {
    if (closed) {
      throw TerminalException.of(Kind.UNAVAILABLE, "The gateway is about to end");
    }
    if (terminals.size() >= most) {
      throw TerminalException.of(
          Kind.UNAVAILABLE, "There are %d terminals already; shut one down".formatted(most));
    }
    Terminal terminal = Terminal.start(name, shell, directory, clock, this::forget);
    terminals.put(name, terminal);
    return terminal;
  }

  private synchronized void forget(Terminal ended) {
    terminals.remove(ended.name(), ended);
  }

  /** The terminal of a name. */
  public synchronized Terminal get(String name) throws TerminalException {
    Terminal terminal = terminals.get(name);
    if (terminal == null) {
      throw TerminalException.of(Kind.NOT_FOUND, "There is no terminal " + name);
    }
    return terminal;
  }

  /** All of them, oldest first. */
  public synchronized List<TerminalModel> list() {
    return terminals.values().stream().map(Terminal::model).toList();
  }

  /** Ends a terminal and what runs in it. */
  public void shutdown(String name) throws TerminalException, InterruptedException {
    get(name).close();
  }

  /** Ends all terminals; there will be no new ones. */
  @Override
  public void close() {
    List<Terminal> all;
    synchronized (this) {
      closed = true;
      all = new ArrayList<>(terminals.values());
    }
    // All at once first, so that they end side by side.
    all.forEach(Terminal::hangUp);
    try {
      for (Terminal terminal : all) {
        terminal.close();
      }
    } catch (InterruptedException e) {
      LOG.warn("Interrupted while terminals were ended; some of their programs may still run");
      Thread.currentThread().interrupt();
    }
  }
}
