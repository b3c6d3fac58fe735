package dev.perijove.gateway.auth;

import dev.perijove.gateway.http.Json;
import dev.perijove.gateway.http.Request;
import dev.perijove.gateway.http.User;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;

/**
 * The cookie of someone who has logged in: the user as JSON, and a signature. Its key comes from
 * the token, so a login outlives a restart with the same token and ends with another one. Named
 * after host and port, since cookies do not tell ports apart and several gateways share a machine.
 */
final class LoginCookie {
  static final Duration LIFETIME = Duration.ofDays(30);

  private static final String ALGORITHM = "HmacSHA256";
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private final SecretKeySpec key;
  private final Clock clock;

  private LoginCookie(SecretKeySpec key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  static LoginCookie of(Token token, Clock clock) {
    SecretKeySpec tokenKey = new SecretKeySpec(withPrefix(token), ALGORITHM);
    byte[] key = mac(tokenKey, "perijove login cookie");
    return new LoginCookie(new SecretKeySpec(key, ALGORITHM), clock);
  }

  /** A key may not be empty, a token may. */
  private static byte[] withPrefix(Token token) {
    return ("token:" + token.value()).getBytes(StandardCharsets.UTF_8);
  }

  private record Content(User user, Instant issued) {}

  /** The user of a request's login cookie, if it has one, we signed it, and it is not too old. */
  Optional<User> read(Request request) {
    return request.cookie(name(request)).flatMap(this::verified).flatMap(this::user);
  }

  private Optional<byte[]> verified(String value) {
    int dot = value.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String content = value.substring(0, dot);
    try {
      byte[] signature = DECODER.decode(value.substring(dot + 1));
      return MessageDigest.isEqual(signature, mac(key, content))
          ? Optional.of(DECODER.decode(content))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      // Not Base64: not a cookie of ours.
      return Optional.empty();
    }
  }

  private Optional<User> user(byte[] json) {
    try {
      Content content = Json.mapper().readValue(json, Content.class);
      boolean fresh = clock.instant().isBefore(content.issued().plus(LIFETIME));
      return fresh ? Optional.of(content.user()) : Optional.empty();
    } catch (JacksonException e) {
      // Signed by an earlier version of ours with other fields: a new login is all it takes.
      return Optional.empty();
    }
  }

  /** The {@code Set-Cookie} field that logs a browser in. */
  String issue(Request request, User user) {
    byte[] json = Json.mapper().writeValueAsBytes(new Content(user, clock.instant()));
    String content = ENCODER.encodeToString(json);
    String value = content + "." + ENCODER.encodeToString(mac(key, content));
    return name(request)
        + "="
        + value
        + "; HttpOnly; Max-Age="
        + LIFETIME.toSeconds()
        + Cookies.attributes(request);
  }

  /** The {@code Set-Cookie} field that logs a browser out. */
  String clear(Request request) {
    return name(request) + "=; HttpOnly; Max-Age=0" + Cookies.attributes(request);
  }

  private static String name(Request request) {
    String host = request.header("Host").orElse("");
    return "username-" + host.replaceAll("[^A-Za-z0-9]", "-");
  }

  private static byte[] mac(SecretKeySpec key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
    }
  }
}
