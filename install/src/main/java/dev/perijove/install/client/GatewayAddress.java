package dev.perijove.install.client;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where a server is, and what opens it.
 *
 * @param base ends with a slash
 * @param token empty if the server is open
 */
public record GatewayAddress(URI base, Optional<String> token) {
  private static final String TOKEN = "token=";

  /**
   * Reads a URL as a server prints it, such as {@code http://localhost:8888/lab?token=abc}.
   *
   * @throws IllegalArgumentException if it is no http or https URL
   */
  public static GatewayAddress of(String url) {
    URI uri = URI.create(url.strip());
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "'%s' is no http or https URL".formatted(withoutQuery(url)));
    }
    String path = uri.getPath().replaceFirst("/(lab|tree)(/.*)?$", "/");
    Optional<String> token =
        Optional.ofNullable(uri.getRawQuery()).stream()
            .flatMap(query -> Arrays.stream(query.split("&", -1)))
            .filter(part -> part.startsWith(TOKEN))
            .map(part -> URLDecoder.decode(part.substring(TOKEN.length()), StandardCharsets.UTF_8))
            .filter(value -> !value.isEmpty())
            .findFirst();
    String slashed = path.endsWith("/") ? path : path + "/";
    return new GatewayAddress(
        URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + slashed), token);
  }

  /** A URL of the server, from a path relative to its base. */
  public URI http(String path) {
    return base.resolve(path);
  }

  URI webSocket(String path) {
    return URI.create(http(path).toString().replaceFirst("^http", "ws"));
  }

  /** Without the token, so that it can be shown. */
  @Override
  public String toString() {
    return base.toString();
  }

  private static String withoutQuery(String url) {
    return url.replaceFirst("\\?.*", "");
  }
}
