package dev.perijove.kernel.requests;

import static java.util.Objects.requireNonNull;

import dev.perijove.protocol.content.Reply;
import dev.perijove.protocol.content.ShutdownReply;
import dev.perijove.protocol.content.ShutdownRequest;

/**
 * Answers {@code shutdown_request} ("Kernel shutdown" in the Jupyter messaging documentation):
 * every client is told on iopub, the asking one gets its reply, and only then the kernel ends.
 */
public final class ShutdownHandler implements RequestHandler<ShutdownRequest> {
  private final Runnable shutdown;

  /**
   * @param shutdown begins the end of the kernel, and returns at once
   */
  public ShutdownHandler(Runnable shutdown) {
    this.shutdown = requireNonNull(shutdown, "shutdown");
  }

  @Override
  public Reply handle(ShutdownRequest request, RequestContext context) throws InterruptedException {
    ShutdownReply reply = new ShutdownReply.Ok(request.restart());
    context.publish(reply);
    context.afterwards(shutdown);
    return reply;
  }
}
