package dev.perijove.kernel.requests;

import static java.util.Objects.requireNonNull;

import dev.perijove.protocol.content.InterruptReply;
import dev.perijove.protocol.content.InterruptRequest;
import dev.perijove.protocol.content.Reply;

/**
 * Answers {@code interrupt_request} ("Kernel interrupt" in the Jupyter messaging documentation).
 */
public final class InterruptHandler implements RequestHandler<InterruptRequest> {
  private final Runnable interrupt;

  /**
   * @param interrupt asks the running cell to stop, and returns at once
   */
  public InterruptHandler(Runnable interrupt) {
    this.interrupt = requireNonNull(interrupt, "interrupt");
  }

  @Override
  public Reply handle(InterruptRequest request, RequestContext context) {
    interrupt.run();
    return new InterruptReply.Ok();
  }
}
