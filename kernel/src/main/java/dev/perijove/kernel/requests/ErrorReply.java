package dev.perijove.kernel.requests;

import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.ErrorOutput;
import dev.perijove.protocol.content.Reply;
import java.util.List;
import java.util.Optional;

/**
 * Why a request failed before or outside its handler, as a reply ("Request-Reply" in the Jupyter
 * messaging documentation). Empty for what is no request.
 */
final class ErrorReply {
  private ErrorReply() {}

  static Optional<Content> malformed(String msgType, Exception cause) {
    return of(msgType, "MalformedMessage", String.valueOf(cause.getMessage()));
  }

  static Optional<Content> failed(String msgType, Throwable cause) {
    return of(msgType, cause.getClass().getName(), String.valueOf(cause.getMessage()));
  }

  static Optional<Content> notSupported(String msgType) {
    return of(msgType, "NotSupported", "This kernel does not support " + msgType);
  }

  private static Optional<Content> of(String msgType, String ename, String evalue) {
    return Reply.failureOf(msgType, new ErrorOutput(ename, evalue, List.of()));
  }
}
