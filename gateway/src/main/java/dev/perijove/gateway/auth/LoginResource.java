package dev.perijove.gateway.auth;

import dev.perijove.gateway.http.Problem;
import dev.perijove.gateway.http.Request;
import dev.perijove.gateway.http.Response;
import java.util.Optional;

/** {@code /login} and {@code /logout}: a form that takes the token, and the way out. */
final class LoginResource {
  private final Token token;
  private final IdentityProvider identities;
  private final LoginCookie cookie;

  LoginResource(Token token, IdentityProvider identities, LoginCookie cookie) {
    this.token = token;
    this.identities = identities;
    this.cookie = cookie;
  }

  /** The form; those who are known already go on. */
  Response show(Request request) {
    return identities.identify(request).isPresent()
        ? Response.redirect(next(request))
        : form(request, 200, "");
  }

  /** Takes the form. */
  Response logIn(Request request) {
    if (!Xsrf.isProvenByForm(request)) {
      throw Problem.forbidden(
              "'_xsrf' argument missing from POST: open the login page again, with cookies allowed")
          .withReason("xsrf");
    }
    if (!token.matches(request.form("password").orElse("").strip())) {
      return form(
          request,
          401,
          "This is not the token. It stands in the URL that was printed"
              + " when the gateway started.");
    }
    return Response.redirect(next(request))
        .addHeader("Set-Cookie", cookie.issue(request, Visitors.next()));
  }

  /** Ends the login of this browser. */
  Response logOut(Request request) {
    return Response.html(200, LoginPage.loggedOut(request))
        .addHeader("Set-Cookie", cookie.clear(request));
  }

  private static Response form(Request request, int status, String message) {
    Optional<String> known = Xsrf.ofCookie(request);
    String xsrf = known.orElseGet(Xsrf::newValue);
    Response page =
        Response.html(status, LoginPage.form(request, xsrf, message))
            .header("Cache-Control", "no-store");
    return known.isPresent() ? page : page.addHeader("Set-Cookie", Xsrf.cookie(request, xsrf));
  }

  /** Where the person wanted to go; only below our base URL, never to another site. */
  private static String next(Request request) {
    String next = request.query("next").orElse("");
    boolean ours =
        next.startsWith(request.baseUrl())
            && !next.startsWith("//")
            && next.indexOf('\\') < 0
            && next.chars().allMatch(letter -> letter > ' ' && letter < 0x7f);
    return ours ? next : request.baseUrl();
  }
}
