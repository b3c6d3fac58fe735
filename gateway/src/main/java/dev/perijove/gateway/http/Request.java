package dev.perijove.gateway.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One request as a handler sees it. Immutable, except that nobody may write into {@link #body()}.
 */
public final class Request {
  private static final byte[] NO_BODY = {};

  private final String method;
  private final BasePath base;
  private final String path;
  private final String rawQuery;
  private final QueryParameters query;
  private final Map<String, List<String>> headers;
  private final Map<String, String> pathParameters;
  private final User user;
  private final byte[] body;

  private Request(
      String method,
      BasePath base,
      String path,
      String rawQuery,
      QueryParameters query,
      Map<String, List<String>> headers,
      Map<String, String> pathParameters,
      User user,
      byte[] body) {
    this.method = method;
    this.base = base;
    this.path = path;
    this.rawQuery = rawQuery;
    this.query = query;
    this.headers = headers;
    this.pathParameters = pathParameters;
    this.user = user;
    this.body = body;
  }

  /**
   * A request without a body, by nobody yet.
   *
   * @param headers finds a name in any case
   * @throws Problem 404 if the target is not below the base path, 400 if it is malformed
   */
  static Request head(
      String method, BasePath base, String target, Map<String, List<String>> headers) {
    int mark = target.indexOf('?');
    String path = base.strip(mark < 0 ? target : target.substring(0, mark));
    String rawQuery = mark < 0 ? "" : target.substring(mark + 1);
    QueryParameters query = QueryParameters.parse(rawQuery);
    return new Request(
        method, base, path, rawQuery, query, headers, Map.of(), User.nobody(), NO_BODY);
  }

  Request withPathParameters(Map<String, String> parameters) {
    return new Request(
        method, base, path, rawQuery, query, headers, Map.copyOf(parameters), user, body);
  }

  Request withUser(User newUser) {
    return new Request(method, base, path, rawQuery, query, headers, pathParameters, newUser, body);
  }

  Request withBody(byte[] newBody) {
    return new Request(method, base, path, rawQuery, query, headers, pathParameters, user, newBody);
  }

  /** The method in capitals; {@code HEAD} reaches the handler of {@code GET}. */
  public String method() {
    return method;
  }

  /** The path as it was sent, still percent-encoded, below the base URL; begins with a slash. */
  public String path() {
    return path;
  }

  /** The base URL's path: begins and ends with a slash. */
  public String baseUrl() {
    return base.url();
  }

  /** The URL path of something below the base URL: {@code link("/lab")} is {@code /base/lab}. */
  public String link(String pathBelowBase) {
    return base.link(pathBelowBase);
  }

  /** The query as it was sent, without its question mark; it may hold the token. */
  public String rawQuery() {
    return rawQuery;
  }

  /**
   * What stands in the place of a parameter of the route's pattern, decoded.
   *
   * @throws IllegalArgumentException if the pattern has no such parameter
   */
  public String pathParameter(String name) {
    String value = pathParameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The route has no parameter {" + name + "}");
    }
    return value;
  }

  /** Whether the route's pattern has a parameter of this name. */
  public boolean hasPathParameter(String name) {
    return pathParameters.containsKey(name);
  }

  /** The first value of a query parameter, decoded. */
  public Optional<String> query(String name) {
    return queryAll(name).stream().findFirst();
  }

  /** All values of a query parameter, decoded, in their order. */
  public List<String> queryAll(String name) {
    return query.all(name);
  }

  /** The first value of a header field; the name in any case. */
  public Optional<String> header(String name) {
    return headerAll(name).stream().findFirst();
  }

  /** All values of a header field; the name in any case. */
  public List<String> headerAll(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** The value of a cookie; the first, if several paths have one of this name. */
  public Optional<String> cookie(String name) {
    for (String field : headerAll("Cookie")) {
      for (String pair : field.split(";", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
          return Optional.of(unquoted(pair.substring(equals + 1).strip()));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether the client asks to go on with a WebSocket. */
  public boolean isWebSocketHandshake() {
    return method.equals("GET")
        && headerTokens("Upgrade").contains("websocket")
        && headerTokens("Connection").contains("upgrade");
  }

  /** The WebSocket subprotocols the client offers, best first. */
  public List<String> subprotocols() {
    return tokens(headerAll("Sec-WebSocket-Protocol"));
  }

  /** The body, empty if there is none; not to be written into. */
  public byte[] body() {
    return body;
  }

  /**
   * The body as JSON.
   *
   * @throws Problem 400 if there is none or it is not JSON
   */
  public JsonNode json() {
    return optionalJson()
        .orElseThrow(() -> Problem.badRequest("The body must be JSON, but it is empty"));
  }

  /**
   * The body as JSON, empty if there is no body.
   *
   * @throws Problem 400 if the body is not JSON
   */
  public Optional<JsonNode> optionalJson() {
    if (body.length == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.mapper().readTree(body));
    } catch (JacksonException e) {
      throw Problem.badRequest("Invalid JSON in body of request: " + e.getOriginalMessage());
    }
  }

  /** A field of a body of type {@code application/x-www-form-urlencoded}. */
  public Optional<String> form(String name) {
    boolean isForm =
        header("Content-Type")
            .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
            .isPresent();
    if (!isForm) {
      return Optional.empty();
    }
    String text = new String(body, StandardCharsets.UTF_8);
    return QueryParameters.parse(text).all(name).stream().findFirst();
  }

  /** Who is asking; {@link User#nobody()} on an open route before a login. */
  public User user() {
    return user;
  }

  /** Method and path. Never the query: it may hold the token. */
  @Override
  public String toString() {
    return method + " " + path;
  }

  /** The comma-separated words of a header field, in lower case. */
  List<String> headerTokens(String name) {
    return tokens(headerAll(name)).stream().map(token -> token.toLowerCase(Locale.ROOT)).toList();
  }

  private static List<String> tokens(List<String> fields) {
    List<String> tokens = new ArrayList<>();
    for (String field : fields) {
      for (String token : field.split(",", -1)) {
        if (!token.isBlank()) {
          tokens.add(token.strip());
        }
      }
    }
    return List.copyOf(tokens);
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
