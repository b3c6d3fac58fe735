package dev.perijove.kernel.requests;

import static java.util.Objects.requireNonNull;

import dev.perijove.kernel.engine.Completeness;
import dev.perijove.kernel.engine.Engine;
import dev.perijove.protocol.content.IsCompleteReply;
import dev.perijove.protocol.content.IsCompleteRequest;
import dev.perijove.protocol.content.Reply;
import java.util.function.Supplier;

/** Answers {@code is_complete_request} ("Code completeness"). */
public final class IsCompleteHandler implements RequestHandler<IsCompleteRequest> {
  private final Supplier<Engine> engine;

  public IsCompleteHandler(Supplier<Engine> engine) {
    this.engine = requireNonNull(engine, "engine");
  }

  @Override
  public Reply handle(IsCompleteRequest request, RequestContext context) {
    Completeness completeness = engine.get().completeness(request.code());
    return switch (completeness.status()) {
      case COMPLETE -> IsCompleteReply.complete();
      case INCOMPLETE -> IsCompleteReply.incomplete(completeness.indent());
      case INVALID -> IsCompleteReply.invalid();
      case UNKNOWN -> IsCompleteReply.unknown();
    };
  }
}
