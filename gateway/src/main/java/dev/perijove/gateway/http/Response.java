package dev.perijove.gateway.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An answer. Immutable.
 *
 * <p>The pipeline does the rest: length, date and security headers, {@code Range} and {@code
 * If-None-Match} for files and for whatever has an {@code ETag}, gzip for texts the client takes
 * compressed (set {@code Content-Encoding} to keep it from doing so), no body for {@code HEAD}.
 */
public final class Response {
  private static final String JSON = "application/json";

  private final int status;
  private final List<Header> headers;
  private final ResponseBody body;

  private Response(int status, List<Header> headers, ResponseBody body) {
    this.status = status;
    this.headers = List.copyOf(headers);
    this.body = body;
  }

  /** JSON: a tree, or any value as {@link Json} writes it. */
  public static Response json(int status, Object value) {
    return of(status, JSON, Json.mapper().writeValueAsBytes(value));
  }

  /** JSON: a tree. */
  public static Response json(int status, JsonNode tree) {
    return of(status, JSON, Json.mapper().writeValueAsBytes(tree));
  }

  /** 204. */
  public static Response noContent() {
    return empty(204);
  }

  /** A status and headers only. */
  public static Response empty(int status) {
    return new Response(status, List.of(), new ResponseBody.Bytes(new byte[0]));
  }

  /** 200 with bytes, which must not be written into any more. */
  public static Response bytes(String contentType, byte[] bytes) {
    return of(200, contentType, bytes);
  }

  /** A page. */
  public static Response html(int status, String page) {
    return of(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
  }

  /** A text, UTF-8. */
  public static Response text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * 200 with a regular file, its type told by its name. Streamed; answers {@code Range}, {@code
   * If-None-Match} and {@code If-Modified-Since}.
   *
   * @throws NoSuchFileException if there is no regular file; symbolic links are followed
   */
  public static Response file(Path path) throws IOException {
    return file(path, MediaTypes.ofFile(path.getFileName().toString()));
  }

  /** The same with a type of the caller's choice. */
  public static Response file(Path path, String contentType) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      throw new NoSuchFileException(path.toString(), null, "not a regular file");
    }
    ResponseBody.File file =
        new ResponseBody.File(path, attributes.size(), attributes.lastModifiedTime().toInstant());
    return new Response(200, List.of(new Header("Content-Type", contentType)), file);
  }

  /** 302 to a path (see {@link Request#link}) or URL. */
  public static Response redirect(String location) {
    return empty(302).header("Location", location);
  }

  private static Response of(int status, String contentType, byte[] bytes) {
    return new Response(
        status, List.of(new Header("Content-Type", contentType)), new ResponseBody.Bytes(bytes));
  }

  /** The same with a header field set: earlier ones of this name are gone. */
  public Response header(String name, String value) {
    List<Header> changed = new ArrayList<>(headers);
    changed.removeIf(header -> header.name().equalsIgnoreCase(name));
    changed.add(new Header(name, value));
    return new Response(status, changed, body);
  }

  /** The same with one more header field, such as a second cookie. */
  public Response addHeader(String name, String value) {
    List<Header> changed = new ArrayList<>(headers);
    changed.add(new Header(name, value));
    return new Response(status, changed, body);
  }

  Response withStatus(int newStatus) {
    return new Response(newStatus, headers, body);
  }

  Response withBytes(byte[] bytes) {
    return new Response(status, headers, new ResponseBody.Bytes(bytes));
  }

  /** The status. */
  public int status() {
    return status;
  }

  /** The header fields the handler set. */
  public List<Header> headers() {
    return headers;
  }

  /** The first value of a header field; the name in any case. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  ResponseBody body() {
    return body;
  }
}
