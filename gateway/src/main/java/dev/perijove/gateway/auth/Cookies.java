package dev.perijove.gateway.auth;

import dev.perijove.gateway.http.Request;
import java.util.Optional;

/** What our cookies have in common. */
final class Cookies {
  private Cookies() {}

  /** Where they are sent: below the base URL, not from other sites, over TLS if that is in use. */
  static String attributes(Request request) {
    boolean tls = request.header("X-Forwarded-Proto").equals(Optional.of("https"));
    return "; Path=" + request.baseUrl() + "; SameSite=Lax" + (tls ? "; Secure" : "");
  }
}
