package dev.perijove.gateway.kernels;

/** Is told what was done to kernels, on the thread that did it; must not block. */
@FunctionalInterface
public interface KernelActionListener {
  /** Something was done to a kernel, or failed. */
  void onAction(KernelAction action);
}
