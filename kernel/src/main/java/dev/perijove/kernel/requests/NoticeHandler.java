package dev.perijove.kernel.requests;

import dev.perijove.protocol.content.Content;

/** Handles one type of message that has no reply, such as {@code comm_msg}. */
@FunctionalInterface
public interface NoticeHandler<C extends Content> {
  /**
   * Handles a message; may wait.
   *
   * @throws InterruptedException if the kernel ends
   */
  void handle(C content, RequestContext context) throws InterruptedException;
}
