package dev.perijove.kernel.supervise;

/**
 * Nobody can be asked for input: the client that runs the cell offers none. The message says so to
 * the person, and reaches the program as an {@link java.io.IOException}.
 */
public final class InputRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  public InputRefusedException(String message) {
    super(message);
  }
}
