package dev.perijove.gateway.auth;

import dev.perijove.gateway.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Proof that a request was made by our page and not by another site that a browser sent our cookie
 * for: the value of a cookie only our page can read, repeated in a header, the query or a form.
 */
final class Xsrf {
  static final String NAME = "_xsrf";

  private Xsrf() {}

  static Optional<String> ofCookie(Request request) {
    return request.cookie(NAME).filter(value -> !value.isEmpty());
  }

  /** The {@code Set-Cookie} field; the page reads this cookie, so it is not HttpOnly. */
  static String cookie(Request request, String value) {
    return NAME + "=" + value + Cookies.attributes(request);
  }

  static String newValue() {
    return Token.random().value();
  }

  /** Whether header or query repeat the cookie. */
  static boolean isProven(Request head) {
    return repeats(head, head.header("X-XSRFToken"))
        || repeats(head, head.header("X-CSRFToken"))
        || repeats(head, head.query(NAME));
  }

  /** Whether a form repeats the cookie. */
  static boolean isProvenByForm(Request request) {
    return isProven(request) || repeats(request, request.form(NAME));
  }

  private static boolean repeats(Request request, Optional<String> repeated) {
    Optional<String> cookie = ofCookie(request);
    return cookie.isPresent()
        && repeated.isPresent()
        && MessageDigest.isEqual(
            cookie.get().getBytes(StandardCharsets.UTF_8),
            repeated.get().getBytes(StandardCharsets.UTF_8));
  }
}
