package dev.perijove.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The secret that opens the gateway. Never printed by accident: {@link #toString} hides it. */
public final class Token {
  private static final int RANDOM_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final List<String> VARIABLES =
      List.of("PERIJOVE_TOKEN", "JUPYTER_TOKEN", "KG_AUTH_TOKEN");

  private final String value;

  private Token(String value) {
    this.value = value;
  }

  /** A chosen token; empty for a gateway that is open to everyone who reaches it. */
  public static Token of(String value) {
    return new Token(Objects.requireNonNull(value, "value").strip());
  }

  /** A new one of 48 hexadecimal digits. */
  public static Token random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return new Token(HexFormat.of().formatHex(bytes));
  }

  /**
   * Takes out of an environment what tells this gateway, or a Jupyter server, its token: of no use
   * to what the gateway starts.
   */
  public static void removeFrom(Map<String, String> environment) {
    VARIABLES.forEach(environment::remove);
  }

  /** Whether there is no authentication. */
  public boolean isEmpty() {
    return value.isEmpty();
  }

  /** Compares in constant time; an empty token matches nothing. */
  public boolean matches(String candidate) {
    return !isEmpty() && MessageDigest.isEqual(bytes(), candidate.getBytes(StandardCharsets.UTF_8));
  }

  /** The secret itself, for the start-up URL and the page that is shown to its owner. */
  public String value() {
    return value;
  }

  byte[] bytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return isEmpty() ? "no token" : "a token";
  }
}
