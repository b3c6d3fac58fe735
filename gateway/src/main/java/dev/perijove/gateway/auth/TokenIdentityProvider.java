package dev.perijove.gateway.auth;

import dev.perijove.gateway.auth.Identity.By;
import dev.perijove.gateway.http.Request;
import dev.perijove.gateway.http.User;
import java.util.Locale;
import java.util.Optional;

/**
 * Recognises the token in the URL, in the {@code Authorization} header ({@code token} or {@code
 * Bearer}), or a login cookie that was given for it; in this order, so a token wins over a cookie.
 */
final class TokenIdentityProvider implements IdentityProvider {
  private final Token token;
  private final LoginCookie cookie;
  private final User tokenHolder = Visitors.next();

  TokenIdentityProvider(Token token, LoginCookie cookie) {
    this.token = token;
    this.cookie = cookie;
  }

  @Override
  public Optional<Identity> identify(Request request) {
    Optional<User> loggedIn = cookie.read(request);
    if (request.query("token").filter(token::matches).isPresent()) {
      return Optional.of(new Identity(loggedIn.orElse(tokenHolder), By.TOKEN_IN_URL));
    }
    if (inHeader(request).filter(token::matches).isPresent()) {
      return Optional.of(new Identity(loggedIn.orElse(tokenHolder), By.TOKEN_IN_HEADER));
    }
    return loggedIn.map(user -> new Identity(user, By.COOKIE));
  }

  private static Optional<String> inHeader(Request request) {
    return request
        .header("Authorization")
        .flatMap(
            field -> {
              int space = field.indexOf(' ');
              String scheme = space < 0 ? "" : field.substring(0, space).toLowerCase(Locale.ROOT);
              return scheme.equals("token") || scheme.equals("bearer")
                  ? Optional.of(field.substring(space + 1).strip())
                  : Optional.empty();
            });
  }
}
