package dev.perijove.install;

/** A command cannot do what it was asked; the message names the cause and the cure. */
final class CommandFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  CommandFailedException(String message) {
    super(message);
  }
}
