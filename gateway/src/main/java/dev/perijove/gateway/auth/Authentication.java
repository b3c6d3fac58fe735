package dev.perijove.gateway.auth;

import dev.perijove.gateway.http.Gate;
import dev.perijove.gateway.http.Router;
import java.time.Clock;

/**
 * The gateway's door: the gate before the route table, and the pages and calls that have to do with
 * it. Thread-safe.
 */
public final class Authentication {
  private final Gate gate;
  private final LoginResource login;

  private Authentication(Gate gate, LoginResource login) {
    this.gate = gate;
    this.login = login;
  }

  /**
   * Made of the token and the policy; an empty token lets everyone in whom the policy lets through.
   */
  public static Authentication of(Token token, OriginPolicy origins) {
    return of(token, origins, Clock.systemUTC());
  }

  static Authentication of(Token token, OriginPolicy origins, Clock clock) {
    LoginCookie cookie = LoginCookie.of(token, clock);
    IdentityProvider identities =
        token.isEmpty() ? new OpenIdentityProvider() : new TokenIdentityProvider(token, cookie);
    return new Authentication(
        new AuthGate(identities, origins, cookie), new LoginResource(token, identities, cookie));
  }

  /** Stands before the table. */
  public Gate gate() {
    return gate;
  }

  /** Adds {@code /login}, {@code /logout} and {@code /api/me}. */
  public void routes(Router.Builder routes) {
    routes
        .get("/login", login::show)
        .post("/login", login::logIn)
        .open("/login")
        .get("/logout", login::logOut)
        .open("/logout")
        .get("/api/me", MeResource::me);
  }
}
