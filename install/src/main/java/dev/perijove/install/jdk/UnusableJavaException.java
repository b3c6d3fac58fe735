package dev.perijove.install.jdk;

/** A Java installation cannot run the kernel; the message names the cause and the cure. */
public final class UnusableJavaException extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableJavaException(String message) {
    super(message);
  }

  UnusableJavaException(String message, Throwable cause) {
    super(message, cause);
  }
}
