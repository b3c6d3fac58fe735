package dev.perijove.kernel.front;

/** The command line cannot be understood; the message names the argument and the cure. */
final class InvalidArgumentsException extends Exception {
  InvalidArgumentsException(String message) {
    super(message);
  }
}
