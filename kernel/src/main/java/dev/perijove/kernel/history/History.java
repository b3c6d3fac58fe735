package dev.perijove.kernel.history;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The cells of this kernel's life and of earlier ones, in a file of bounded size that kernels
 * share. A file that cannot be used is logged once, and the kernel goes on without history.
 * Thread-safe.
 */
public final class History {
  private static final System.Logger LOG = System.getLogger(History.class.getName());
  private static final long MAX_BYTES = 8L << 20;
  private static final int MAX_OUTPUT = 10_000;

  private final HistoryFile file;
  private final CompletableFuture<Integer> session;
  private boolean failureLogged;

  private History(Path path) {
    this.file = new HistoryFile(path, MAX_BYTES);
    this.session = CompletableFuture.supplyAsync(this::beginSession);
  }

  /**
   * Opens the file, or makes it, and begins a session of its own. Returns at once: a long file is
   * looked through in the background.
   */
  public static History open(Path path) {
    return new History(path);
  }

  private int beginSession() {
    try {
      return file.beginSession();
    } catch (IOException e) {
      logOnce(e);
      return 1;
    }
  }

  /** The number of this kernel's session. */
  public int session() {
    return session.join();
  }

  /** Remembers a cell of this session. */
  public void add(int number, String input, Optional<String> output) {
    PastCell cell = new PastCell(session(), number, input, output.map(History::shortened));
    try {
      file.append(cell);
    } catch (IOException e) {
      logOnce(e);
    }
  }

  /** The last {@code count} cells, oldest first. */
  public List<PastCell> tail(int count) {
    return last(read(), count);
  }

  /**
   * The cells of one session with numbers from {@code start} up to but not including {@code stop}.
   *
   * @param which a session's number; 0 or less counts back from this one
   */
  public List<PastCell> range(int which, int start, OptionalInt stop) {
    int wanted = which > 0 ? which : session() + which;
    return read().stream()
        .filter(cell -> cell.session() == wanted)
        .filter(cell -> cell.number() >= start)
        .filter(cell -> stop.isEmpty() || cell.number() < stop.getAsInt())
        .toList();
  }

  /**
   * The cells whose whole code matches.
   *
   * @param glob {@code *} for any text, {@code ?} for one character
   * @param count at most so many, the last ones
   * @param unique each code once, where it was run last
   */
  public List<PastCell> search(String glob, OptionalInt count, boolean unique) {
    Glob pattern = new Glob(glob);
    List<PastCell> found =
        new ArrayList<>(read().stream().filter(cell -> pattern.matches(cell.input())).toList());
    if (unique) {
      Collections.reverse(found);
      Set<String> seen = new HashSet<>();
      found.removeIf(cell -> !seen.add(cell.input()));
      Collections.reverse(found);
    }
    return count.isPresent() ? last(found, count.getAsInt()) : List.copyOf(found);
  }

  private List<PastCell> read() {
    try {
      return file.read();
    } catch (IOException e) {
      logOnce(e);
      return List.of();
    }
  }

  private synchronized void logOnce(IOException e) {
    if (!failureLogged) {
      failureLogged = true;
      LOG.log(Level.WARNING, "The history cannot be kept: " + e);
    }
  }

  private static List<PastCell> last(List<PastCell> cells, int count) {
    return List.copyOf(cells.subList(Math.max(0, cells.size() - Math.max(0, count)), cells.size()));
  }

  private static String shortened(String output) {
    return output.length() <= MAX_OUTPUT ? output : output.substring(0, MAX_OUTPUT);
  }
}
