package dev.perijove.gateway.http;

/**
 * Stands before the route table and decides from a request's head alone, before any of its body is
 * taken, who is asking and whether the request goes on.
 *
 * <p>Called on an event loop: it must not block. A {@link Problem} thrown is the answer.
 */
@FunctionalInterface
public interface Gate {
  /**
   * Decides on one request.
   *
   * @param head the request without its body and path parameters
   * @param open whether its route is open to those who have not logged in
   */
  Admission admit(Request head, boolean open);
}
