package dev.perijove.gateway.auth;

import dev.perijove.gateway.http.Header;
import dev.perijove.gateway.http.Problem;
import dev.perijove.gateway.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which sites may use the gateway, and under which names it may be reached.
 *
 * @param origins other sites whose pages may, {@code *} for all
 * @param hosts names in the {@code Host} header besides this machine's own
 * @param loopbackOnly whether the gateway listens for this machine alone; a page of another site
 *     could then still reach it by having its own name resolve to 127.0.0.1 (DNS rebinding), so the
 *     name is checked
 */
public record OriginPolicy(Set<String> origins, Set<String> hosts, boolean loopbackOnly) {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "::1");

  /** Compares in lower case. */
  public OriginPolicy {
    origins = lowerCase(origins);
    hosts = lowerCase(hosts);
  }

  private static Set<String> lowerCase(Set<String> names) {
    return Set.copyOf(names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
  }

  /**
   * Refuses names that are not ours.
   *
   * @throws Problem 400 without a name, 403 with a wrong one
   */
  void checkHost(Request request) {
    String host =
        request
            .header("Host")
            .orElseThrow(() -> Problem.badRequest("The request has no Host header"));
    String name = withoutPort(host).toLowerCase(Locale.ROOT);
    if (loopbackOnly && !isThisMachine(name) && !hosts.contains(name)) {
      throw Problem.forbidden(
              "The gateway serves this machine only and does not answer to the name '"
                  + name
                  + "'; start it with --allow-host "
                  + name
                  + " if it is behind a proxy of that name")
          .withReason("host");
    }
  }

  private static boolean isThisMachine(String name) {
    return THIS_MACHINE.contains(name)
        || name.endsWith(".localhost")
        || name.matches("127(\\.\\d{1,3}){3}");
  }

  private static String withoutPort(String host) {
    if (host.startsWith("[")) {
      int end = host.indexOf(']');
      return end < 0 ? host : host.substring(1, end);
    }
    int colon = host.indexOf(':');
    return colon < 0 ? host : host.substring(0, colon);
  }

  /**
   * Refuses pages of other sites.
   *
   * @throws Problem 403 if the request comes from a page of a site that is not allowed
   */
  void checkOrigin(Request request) {
    Optional<String> origin = origin(request);
    if (origin.isPresent() && !isOwn(request, origin.get()) && !isAllowed(origin.get())) {
      throw Problem.forbidden(
              "Pages of "
                  + origin.get()
                  + " may not use this gateway; start it with --allow-origin "
                  + origin.get()
                  + " if they should")
          .withReason("origin");
    }
  }

  private static Optional<String> origin(Request request) {
    return request.header("Origin").map(text -> text.toLowerCase(Locale.ROOT));
  }

  private static boolean isOwn(Request request, String origin) {
    int scheme = origin.indexOf("://");
    String host = scheme < 0 ? origin : origin.substring(scheme + 3);
    return request
        .header("Host")
        .filter(own -> own.toLowerCase(Locale.ROOT).equals(host))
        .isPresent();
  }

  private boolean isAllowed(String origin) {
    return origins.contains("*") || origins.contains(origin);
  }

  /**
   * The header fields that let a page of another site read the answer.
   *
   * @param holdsToken whether the request proves to know the token, which no foreign page can
   */
  List<Header> corsHeaders(Request request, boolean holdsToken) {
    Optional<String> origin = request.header("Origin");
    if (origin.isEmpty() || isOwn(request, origin.get().toLowerCase(Locale.ROOT))) {
      return List.of();
    }
    if (!holdsToken && !isAllowed(origin.get().toLowerCase(Locale.ROOT))) {
      return List.of();
    }
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Access-Control-Allow-Origin", origin.get()));
    headers.add(new Header("Access-Control-Expose-Headers", "Location, ETag, Last-Modified"));
    headers.add(new Header("Vary", "Origin"));
    return headers;
  }
}
