package dev.perijove.kernel.requests;

import dev.perijove.protocol.content.DebugReply;
import dev.perijove.protocol.content.DebugRequest;
import dev.perijove.protocol.content.Reply;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers {@code debug_request} with a failed response of the Debug Adapter Protocol: this kernel
 * does not list a debugger among its features, and a client that asks all the same is told so.
 */
public final class DebugHandler implements RequestHandler<DebugRequest> {

  @Override
  public Reply handle(DebugRequest request, RequestContext context) {
    ObjectNode message = request.message();
    int seq = message.path("seq").asInt(0);
    ObjectNode response = JsonMapper.shared().createObjectNode();
    response.put("type", "response");
    response.put("seq", seq);
    response.put("request_seq", seq);
    response.put("success", false);
    response.put("command", message.path("command").asString(""));
    response.put("message", "This kernel has no debugger");
    return new DebugReply(response);
  }
}
