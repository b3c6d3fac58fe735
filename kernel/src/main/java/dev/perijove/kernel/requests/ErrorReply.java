package dev.perijove.kernel.requests;

import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.UnknownContent;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The reply with {@code status: error} to any type of request ("Request-Reply" in the Jupyter
 * messaging documentation).
 */
final class ErrorReply {
  private static final String REQUEST = "_request";

  private ErrorReply() {}

  /** Empty for what is no request. */
  static Optional<Content> malformed(String msgType, Exception cause) {
    return msgType.endsWith(REQUEST)
        ? Optional.of(of(msgType, "MalformedMessage", String.valueOf(cause.getMessage())))
        : Optional.empty();
  }

  /** Empty for what is no request. */
  static Optional<Content> failed(String msgType, Throwable cause) {
    return msgType.endsWith(REQUEST)
        ? Optional.of(of(msgType, cause.getClass().getName(), String.valueOf(cause.getMessage())))
        : Optional.empty();
  }

  static Content notSupported(String msgType) {
    return of(msgType, "NotSupported", "This kernel does not support " + msgType);
  }

  private static Content of(String msgType, String ename, String evalue) {
    ObjectNode content = JsonMapper.shared().createObjectNode();
    content.put("status", "error");
    content.put("ename", ename);
    content.put("evalue", evalue);
    content.putArray("traceback");
    String replyType = msgType.substring(0, msgType.length() - REQUEST.length()) + "_reply";
    return new UnknownContent(replyType, content);
  }
}
