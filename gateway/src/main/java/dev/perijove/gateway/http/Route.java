package dev.perijove.gateway.http;

/** One line of the route table. An open route is answered without a login. */
record Route(String method, PathPattern pattern, Endpoint endpoint, boolean open) {
  /** What stands at the end of a route. */
  sealed interface Endpoint {
    /** Answers a request. */
    record Http(RouteHandler handler) implements Endpoint {}

    /** Takes over a connection. */
    record Socket(WebSocketRoute route) implements Endpoint {}
  }
}
