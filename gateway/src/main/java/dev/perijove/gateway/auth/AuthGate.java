package dev.perijove.gateway.auth;

import dev.perijove.gateway.auth.Identity.By;
import dev.perijove.gateway.http.Admission;
import dev.perijove.gateway.http.Admission.Admitted;
import dev.perijove.gateway.http.Admission.Answered;
import dev.perijove.gateway.http.Gate;
import dev.perijove.gateway.http.Header;
import dev.perijove.gateway.http.Problem;
import dev.perijove.gateway.http.Request;
import dev.perijove.gateway.http.Response;
import dev.perijove.gateway.http.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lets in those who show the token or a login cookie, and whoever asks for an open route. */
final class AuthGate implements Gate {
  private static final Set<String> READS = Set.of("GET", "HEAD");

  private final IdentityProvider identities;
  private final OriginPolicy origins;
  private final LoginCookie cookie;

  AuthGate(IdentityProvider identities, OriginPolicy origins, LoginCookie cookie) {
    this.identities = identities;
    this.origins = origins;
    this.cookie = cookie;
  }

  @Override
  public Admission admit(Request head, boolean open) {
    origins.checkHost(head);
    Optional<Identity> identity = identities.identify(head);
    if (head.method().equals("OPTIONS")) {
      return new Answered(preflight(head, identity));
    }
    if (identity.isEmpty()) {
      return open ? new Admitted(User.nobody(), cors(head, identity)) : turnAway(head);
    }
    // What browsers send on behalf of other sites proves nothing; what holds the token does.
    if (!identity.get().holdsToken() && !open) {
      origins.checkOrigin(head);
    }
    if (identity.get().by() == By.COOKIE && !open && !isRead(head) && !isReport(head)) {
      checkXsrf(head);
    }
    return welcome(head, identity.get());
  }

  private static boolean isRead(Request head) {
    return READS.contains(head.method());
  }

  /** Sent by browsers themselves, which know nothing of our proof. */
  private static boolean isReport(Request head) {
    return head.path().equals("/api/security/csp-report");
  }

  private static void checkXsrf(Request head) {
    if (!Xsrf.isProven(head)) {
      throw Problem.forbidden(
              "'_xsrf' argument missing from "
                  + head.method()
                  + ": send the value of the _xsrf cookie as X-XSRFToken, or the token as"
                  + " Authorization")
          .withReason("xsrf");
    }
  }

  private Admission welcome(Request head, Identity identity) {
    List<Header> headers = new ArrayList<>(cors(head, Optional.of(identity)));
    boolean page = head.method().equals("GET") && !isApi(head) && !head.isWebSocketHandshake();
    if (page && identity.by() == By.TOKEN_IN_URL && cookie.read(head).isEmpty()) {
      headers.add(new Header("Set-Cookie", cookie.issue(head, Visitors.next())));
    }
    if (page && Xsrf.ofCookie(head).isEmpty()) {
      headers.add(new Header("Set-Cookie", Xsrf.cookie(head, Xsrf.newValue())));
    }
    return new Admitted(identity.user(), headers);
  }

  /** Pages lead to the login, everything else is refused. */
  private static Admission turnAway(Request head) {
    if (!isRead(head) || isApi(head) || head.isWebSocketHandshake()) {
      throw Problem.forbidden("Forbidden: no valid token or login");
    }
    String query = head.rawQuery().isEmpty() ? "" : "?" + head.rawQuery();
    String next = URLEncoder.encode(head.link(head.path()) + query, StandardCharsets.UTF_8);
    return new Answered(Response.redirect(head.link("/login") + "?next=" + next));
  }

  private static boolean isApi(Request head) {
    return head.path().startsWith("/api/")
        || head.path().equals("/api")
        || head.path().equals("/metrics")
        || head.path().startsWith("/lab/api/");
  }

  private Response preflight(Request head, Optional<Identity> identity) {
    Response answer =
        Response.noContent()
            .header(
                "Access-Control-Allow-Headers", "accept, content-type, authorization, x-xsrftoken")
            .header("Access-Control-Allow-Methods", "GET, PUT, POST, PATCH, DELETE, OPTIONS");
    for (Header header : cors(head, identity)) {
      answer = answer.header(header.name(), header.value());
    }
    return answer;
  }

  private List<Header> cors(Request head, Optional<Identity> identity) {
    return origins.corsHeaders(head, identity.filter(Identity::holdsToken).isPresent());
  }
}
