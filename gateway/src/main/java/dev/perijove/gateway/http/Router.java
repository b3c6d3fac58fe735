package dev.perijove.gateway.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The route table. Immutable; the order in which routes were added does not matter, the pattern
 * that says more wins. Every route is closed to those who have not logged in unless it was opened.
 */
public final class Router {
  private final List<Route> routes;

  private Router(List<Route> routes) {
    this.routes = routes;
  }

  /** An empty table. */
  public static Builder builder() {
    return new Builder();
  }

  /** What the table says about a request. */
  sealed interface Match {
    /** A route, and what stands in the place of its parameters. */
    record Found(Route route, Map<String, String> parameters) implements Match {}

    /** There is something at this path, but not for this method. */
    record WrongMethod(Set<String> allowed) implements Match {}

    /** There is nothing at this path. */
    record Nothing() implements Match {}
  }

  /**
   * Finds the route of a request.
   *
   * @param path still percent-encoded; begins with a slash
   * @throws Problem 400 if a segment is not percent-encoded UTF-8
   */
  Match find(String method, String path) {
    String wanted = method.equals("HEAD") ? "GET" : method;
    List<String> segments = PathPattern.split(path).stream().map(PercentCoding::decode).toList();
    Set<String> allowed = new TreeSet<>();
    for (Route route : routes) {
      Optional<Map<String, String>> parameters = route.pattern().match(segments);
      if (parameters.isEmpty()) {
        continue;
      }
      if (route.method().equals(wanted)) {
        return new Match.Found(route, parameters.get());
      }
      allowed.add(route.method());
    }
    return allowed.isEmpty() ? new Match.Nothing() : new Match.WrongMethod(allowed);
  }

  /** Collects routes. */
  public static final class Builder {
    private final List<Route> routes = new ArrayList<>();
    private final Set<String> open = new HashSet<>();

    private Builder() {}

    /** Adds a route for GET and HEAD. */
    public Builder get(String pattern, RouteHandler handler) {
      return add("GET", pattern, new Route.Endpoint.Http(handler));
    }

    /** Adds a route for POST. */
    public Builder post(String pattern, RouteHandler handler) {
      return add("POST", pattern, new Route.Endpoint.Http(handler));
    }

    /** Adds a route for PUT. */
    public Builder put(String pattern, RouteHandler handler) {
      return add("PUT", pattern, new Route.Endpoint.Http(handler));
    }

    /** Adds a route for PATCH. */
    public Builder patch(String pattern, RouteHandler handler) {
      return add("PATCH", pattern, new Route.Endpoint.Http(handler));
    }

    /** Adds a route for DELETE. */
    public Builder delete(String pattern, RouteHandler handler) {
      return add("DELETE", pattern, new Route.Endpoint.Http(handler));
    }

    /** Adds a WebSocket. */
    public Builder webSocket(String pattern, WebSocketRoute route) {
      return add("GET", pattern, new Route.Endpoint.Socket(route));
    }

    /** Opens every method of a pattern to those who have not logged in. */
    public Builder open(String pattern) {
      open.add(pattern);
      return this;
    }

    private Builder add(String method, String pattern, Route.Endpoint endpoint) {
      for (Route route : routes) {
        if (route.method().equals(method) && route.pattern().toString().equals(pattern)) {
          throw new IllegalArgumentException("Two routes for " + method + " " + pattern);
        }
      }
      routes.add(new Route(method, PathPattern.parse(pattern), endpoint, false));
      return this;
    }

    /**
     * The finished table.
     *
     * @throws IllegalArgumentException if a pattern was opened that no route has
     */
    public Router build() {
      Set<String> unknown = new TreeSet<>(open);
      routes.forEach(route -> unknown.remove(route.pattern().toString()));
      if (!unknown.isEmpty()) {
        throw new IllegalArgumentException("Opened, but without a route: " + unknown);
      }
      return new Router(
          routes.stream()
              .map(
                  route ->
                      new Route(
                          route.method(),
                          route.pattern(),
                          route.endpoint(),
                          open.contains(route.pattern().toString())))
              .sorted(Comparator.comparing(Route::pattern, PathPattern.MOST_SPECIFIC_FIRST))
              .toList());
    }
  }
}
