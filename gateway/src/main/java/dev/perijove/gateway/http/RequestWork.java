package dev.perijove.gateway.http;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a request thread does with one request: run the handler, and turn what it throws. */
final class RequestWork {
  private static final Logger LOG = LoggerFactory.getLogger(RequestWork.class);

  private RequestWork() {}

  /** The answer of a route's handler, ready to be sent. */
  static Representation answer(RouteHandler handler, Request request) {
    Response response;
    try {
      response = handler.handle(request);
    } catch (Throwable e) {
      // Whatever went wrong, the client waits for an answer and gets it.
      response = refusal(request, e);
    }
    return represent(request, response);
  }

  /**
   * Asks a WebSocket's route.
   *
   * @return the refusal, or nothing if the acceptance was handed on
   */
  static Optional<Representation> accept(
      WebSocketRoute route, Request request, Consumer<WebSocketAcceptance> accepted) {
    WebSocketAcceptance acceptance;
    try {
      acceptance = route.accept(request);
    } catch (Throwable e) {
      // As above.
      return Optional.of(represent(request, refusal(request, e)));
    }
    accepted.accept(acceptance);
    return Optional.empty();
  }

  static Representation represent(Request request, Response response) {
    try {
      return Representation.of(request, response);
    } catch (IOException | RuntimeException e) {
      Response failure = unhandled(request, e);
      byte[] bytes = ((ResponseBody.Bytes) failure.body()).bytes();
      return new Representation(failure, new Representation.Payload.Bytes(bytes), bytes.length);
    }
  }

  private static Response refusal(Request request, Throwable thrown) {
    if (thrown instanceof Problem problem) {
      return problem.toResponse();
    }
    if (thrown instanceof InterruptedException) {
      return Problem.unavailable("The gateway is stopping").toResponse();
    }
    return unhandled(request, thrown);
  }

  private static Response unhandled(Request request, Throwable thrown) {
    LOG.error("{} failed", request, thrown);
    return Problem.of(500, "Unhandled error; the gateway's log has its cause").toResponse();
  }
}
