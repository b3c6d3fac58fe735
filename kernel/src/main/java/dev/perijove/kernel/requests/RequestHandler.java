package dev.perijove.kernel.requests;

import dev.perijove.protocol.content.Reply;
import dev.perijove.protocol.content.Request;

/** Answers one type of request. Called on the thread of the channel the request came by. */
@FunctionalInterface
public interface RequestHandler<Q extends Request> {
  /**
   * Answers a request; may wait. An exception becomes a reply with {@code status: error}.
   *
   * @throws InterruptedException if the kernel ends
   */
  Reply handle(Q request, RequestContext context) throws InterruptedException;
}
