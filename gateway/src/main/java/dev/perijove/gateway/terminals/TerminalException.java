package dev.perijove.gateway.terminals;

/** What was asked of the terminals cannot be done; the message says why. */
public final class TerminalException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What kind of refusal. */
  public enum Kind {
    /** There is no terminal of that name. */
    NOT_FOUND,
    /** The name cannot be one. */
    INVALID_NAME,
    /** There are as many as there may be, or the gateway is about to end. */
    UNAVAILABLE,
    /** The shell, or the pseudo-terminal for it, did not start. */
    NOT_STARTED
  }

  private final Kind kind;

  private TerminalException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  private TerminalException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  static TerminalException of(Kind kind, String message) {
    return new TerminalException(kind, message);
  }

  static TerminalException notStarted(String command, Throwable cause) {
    return new TerminalException(
        Kind.NOT_STARTED,
        "The terminal's shell %s did not start: %s".formatted(command, cause.getMessage()),
        cause);
  }

  /** What kind of refusal. */
  public Kind kind() {
    return kind;
  }
}
