package dev.perijove.kernel.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The kernel that runs this notebook. Thread-safe. */
public final class Kernel {
  private static final AtomicReference<@Nullable Connection> CONNECTION = new AtomicReference<>();

  private Kernel() {}

  /** The way to the clients; the calling thread's cell is the one that is meant. */
  public interface Connection {
    void display(@Nullable Object value, Optional<String> id, boolean update);

    void clearOutput(boolean wait);

    void page(String text);
  }

  /**
   * Has the client show a text in its pager when the cell has come to its end without error; the
   * last text of a cell wins. Clients without a pager print it. For long help texts: what belongs
   * into the notebook is displayed.
   *
   * @throws IllegalArgumentException if the text has more than {@link MimeBundle#MAX_CHARS}
   *     characters
   * @throws IllegalStateException outside of a notebook
   */
  public static void page(String text) {
    MimeBundle.checkLength(requireNonNull(text, "text").length());
    connection().page(text);
  }

  /**
   * Says who carries all this. Done once, by the process that runs a notebook, before its first
   * cell.
   */
  public static void connect(Connection connection) {
    if (!CONNECTION.compareAndSet(null, requireNonNull(connection, "connection"))) {
      throw new IllegalStateException("The kernel is connected already");
    }
  }

  static Connection connection() {
    Connection connection = CONNECTION.get();
    if (connection == null) {
      throw new IllegalStateException(
          "No kernel runs this program, so there is nobody to show anything to. Call this from a"
              + " notebook, or print.");
    }
    return connection;
  }
}
