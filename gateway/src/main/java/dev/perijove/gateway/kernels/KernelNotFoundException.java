package dev.perijove.gateway.kernels;

/** There is no kernel of this id: it was shut down, or never was. */
public final class KernelNotFoundException extends Exception {

  private static final long serialVersionUID = 1L;

  KernelNotFoundException(String kernelId) {
    super("Kernel does not exist: " + kernelId);
  }
}
