package dev.perijove.gateway.http;

import java.time.Duration;
import java.util.Optional;

/** Is told of every answer that was sent, on an event loop; must not block. */
@FunctionalInterface
public interface AnswerListener {
  /**
   * An answer was sent whole, or a WebSocket was opened.
   *
   * @param method as the client wrote it, which may be any word
   * @param route the pattern of the route, such as {@code /api/kernels/{kernel_id}}; empty if there
   *     is none
   * @param status of HTTP; 101 for a WebSocket
   * @param took from the request's head to the answer's end
   */
  void answered(String method, Optional<String> route, int status, Duration took);
}
