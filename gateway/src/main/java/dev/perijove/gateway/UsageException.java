package dev.perijove.gateway;

/** The command line says something we cannot do; the message names it and what would do. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
