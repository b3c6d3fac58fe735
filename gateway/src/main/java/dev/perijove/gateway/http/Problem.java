package dev.perijove.gateway.http;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer that is not what the client asked for: thrown by a handler, sent as {@code {"message",
 * "reason"}} with its status. The message names the cause and, where there is one, the cure.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Optional<String> reason;

  private Problem(int status, String message, Optional<String> reason) {
    // Expected traffic, not a fault of ours: no stack trace is taken.
    super(message, null, false, false);
    this.status = status;
    this.reason = reason;
  }

  /** A problem with an HTTP status of 400 or more. */
  public static Problem of(int status, String message) {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("Not the status of a problem: " + status);
    }
    return new Problem(status, message, Optional.empty());
  }

  /** 400: the request itself is wrong. */
  public static Problem badRequest(String message) {
    return of(400, message);
  }

  /** 403: who asks may not. */
  public static Problem forbidden(String message) {
    return of(403, message);
  }

  /** 404: what is asked for does not exist. */
  public static Problem notFound(String message) {
    return of(404, message);
  }

  /** 409: what is asked for is at odds with what is there. */
  public static Problem conflict(String message) {
    return of(409, message);
  }

  /** 413: more than we take. */
  public static Problem tooLarge(String message) {
    return of(413, message);
  }

  /** 503: not now. */
  public static Problem unavailable(String message) {
    return of(503, message);
  }

  /** The same problem with a short machine-readable reason. */
  public Problem withReason(String newReason) {
    return new Problem(status, message(), Optional.of(newReason));
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What is wrong, for a person. */
  public String message() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  /** A short word for programs, if the problem has one. */
  public Optional<String> reason() {
    return reason;
  }

  /** The answer that tells of this problem. */
  public Response toResponse() {
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("message", message());
    reason.ifPresentOrElse(text -> body.put("reason", text), () -> body.putNull("reason"));
    return Response.json(status, body);
  }
}
