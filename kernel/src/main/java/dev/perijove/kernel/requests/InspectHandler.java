package dev.perijove.kernel.requests;

import static java.util.Objects.requireNonNull;

import dev.perijove.kernel.intellisense.Inspector;
import dev.perijove.protocol.content.InspectReply;
import dev.perijove.protocol.content.InspectRequest;
import dev.perijove.protocol.content.MimeBundle;
import dev.perijove.protocol.content.Reply;
import java.util.function.Supplier;

/** Answers {@code inspect_request} ("Introspection" in the Jupyter messaging documentation). */
public final class InspectHandler implements RequestHandler<InspectRequest> {
  private final Supplier<Inspector> inspector;

  public InspectHandler(Supplier<Inspector> inspector) {
    this.inspector = requireNonNull(inspector, "inspector");
  }

  @Override
  public Reply handle(InspectRequest request, RequestContext context) {
    return inspector
        .get()
        .inspect(request.code(), request.cursorPos(), request.detailLevel())
        .map(MimeBundle::ofText)
        .map(InspectReply::found)
        .orElseGet(InspectReply::notFound);
  }
}
