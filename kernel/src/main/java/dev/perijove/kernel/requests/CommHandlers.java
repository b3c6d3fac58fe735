package dev.perijove.kernel.requests;

import dev.perijove.protocol.content.CommClose;
import dev.perijove.protocol.content.CommInfoReply;
import dev.perijove.protocol.content.CommInfoRequest;
import dev.perijove.protocol.content.CommOpen;
import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.Reply;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Comms ("Custom Messages" in the Jupyter messaging documentation). This kernel has no comm targets
 * yet: none is open, and one that a client opens is closed again, as the documentation asks for a
 * target that does not exist.
 */
final class CommHandlers {
  private CommHandlers() {}

  static Reply info(CommInfoRequest request, RequestContext context) {
    return new CommInfoReply.Ok(Map.of());
  }

  static void open(CommOpen open, RequestContext context) throws InterruptedException {
    context.publish(new CommClose(open.commId(), JsonMapper.shared().createObjectNode()));
  }

  /** A comm that is not open has nobody to tell. */
  static void ignore(Content message, RequestContext context) {}
}
