package dev.perijove.install.kernelspec;

/** A kernelspec was not written or not removed; the message names the cause and the cure. */
public final class KernelSpecInstallException extends Exception {
  private static final long serialVersionUID = 1L;

  KernelSpecInstallException(String message) {
    super(message);
  }

  KernelSpecInstallException(String message, Throwable cause) {
    super(message, cause);
  }
}
