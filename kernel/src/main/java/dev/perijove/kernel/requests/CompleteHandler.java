package dev.perijove.kernel.requests;

import static java.util.Objects.requireNonNull;

import dev.perijove.kernel.intellisense.Completer;
import dev.perijove.kernel.intellisense.Completion;
import dev.perijove.kernel.intellisense.Completions;
import dev.perijove.protocol.content.CompleteReply;
import dev.perijove.protocol.content.CompleteRequest;
import dev.perijove.protocol.content.Reply;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers {@code complete_request} ("Completion" in the Jupyter messaging documentation). Kind and
 * signature of each match stand in the metadata where JupyterLab looks for them.
 */
public final class CompleteHandler implements RequestHandler<CompleteRequest> {
  private static final String TYPES = "_jupyter_types_experimental";

  private final Supplier<Completer> completer;

  public CompleteHandler(Supplier<Completer> completer) {
    this.completer = requireNonNull(completer, "completer");
  }

  @Override
  public Reply handle(CompleteRequest request, RequestContext context) {
    Completions found = completer.get().complete(request.code(), request.cursorPos());
    return new CompleteReply.Ok(
        found.matches().stream().map(Completion::text).toList(),
        found.start(),
        found.end(),
        Map.of(TYPES, types(found)));
  }

  private static JsonNode types(Completions found) {
    ArrayNode types = JsonMapper.shared().createArrayNode();
    for (Completion match : found.matches()) {
      ObjectNode type = types.addObject();
      type.put("start", found.start());
      type.put("end", found.end());
      type.put("text", match.text());
      type.put("type", match.type());
      type.put("signature", match.signature());
    }
    return types;
  }
}
