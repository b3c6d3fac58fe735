package dev.perijove.gateway.contents;

/** Is told what was done to files, on the thread that did it; must not block. */
@FunctionalInterface
public interface ContentsListener {
  /** Something was done, and succeeded. */
  void onAction(ContentsAction action);
}
