package dev.perijove.kernel.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows things below a cell while it runs. What a thread shows appears where its text would: below
 * the cell that started it, in order with what was printed. Methods wait while clients are slow to
 * read, and may be called by any thread.
 *
 * <p>A value is shown as it would be as the value of a cell; a {@link MimeBundle} is shown in the
 * richest of its forms that the client knows.
 *
 * <p>All methods throw {@link IllegalStateException} outside of a notebook.
 */
public final class Display {
  private static final int MAX_ID = 256;

  private Display() {}

  /** Shows a value. */
  public static void display(@Nullable Object value) {
    Kernel.connection().display(value, Optional.empty(), false);
  }

  /**
   * Shows a value under a name, by which {@link #updateDisplay} finds it again.
   *
   * @param id any text of up to 256 characters
   */
  public static void display(@Nullable Object value, String id) {
    Optional<String> checked = Optional.of(checked(id));
    Kernel.connection().display(value, checked, false);
  }

  /**
   * Puts a value in the place of all that was shown under a name, in whichever cell; without effect
   * where nothing was.
   */
  public static void updateDisplay(@Nullable Object value, String id) {
    Optional<String> checked = Optional.of(checked(id));
    Kernel.connection().display(value, checked, true);
  }

  /** Removes what the cell has shown so far. */
  public static void clearOutput() {
    clearOutput(false);
  }

  /**
   * Removes what the cell has shown so far.
   *
   * @param wait until the next output is there to take its place, so that nothing flickers
   */
  public static void clearOutput(boolean wait) {
    Kernel.connection().clearOutput(wait);
  }

  private static String checked(String id) {
    if (requireNonNull(id, "id").isEmpty() || id.length() > MAX_ID) {
      throw new IllegalArgumentException(
          "A display id has 1 to " + MAX_ID + " characters, this one " + id.length());
    }
    return id;
  }
}
