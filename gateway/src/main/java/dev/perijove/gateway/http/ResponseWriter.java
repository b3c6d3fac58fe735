package dev.perijove.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Instant;
import java.util.List;

/** Writes one answer to a connection, with the headers every answer has. */
// A write that fails is seen by its connection closing; nothing else hangs on the future.
@SuppressWarnings("FutureReturnValueIgnored")
final class ResponseWriter {
  /** Where browsers tell what a policy kept them from. */
  private static final String CSP_REPORT = "api/security/csp-report";

  private ResponseWriter() {}

  /**
   * Writes and flushes; called on the event loop.
   *
   * @param added by the gate; a field the handler set itself stays as it is, cookies are added
   */
  static ChannelFuture write(
      ChannelHandlerContext context,
      BasePath base,
      Representation representation,
      List<Header> added,
      boolean keepAlive) {
    if (representation.payload() instanceof Representation.Payload.FilePart part) {
      HttpResponse head =
          new DefaultHttpResponse(HttpVersion.HTTP_1_1, status(representation.response()));
      fill(head.headers(), base, representation, added, keepAlive);
      context.write(head);
      context.write(new DefaultFileRegion(part.channel(), part.position(), part.count()));
      return context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
    }
    byte[] bytes = ((Representation.Payload.Bytes) representation.payload()).bytes();
    ByteBuf content = Unpooled.wrappedBuffer(bytes);
    HttpResponse whole =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, status(representation.response()), content);
    fill(whole.headers(), base, representation, added, keepAlive);
    return context.writeAndFlush(whole);
  }

  private static HttpResponseStatus status(Response response) {
    return HttpResponseStatus.valueOf(response.status());
  }

  private static void fill(
      HttpHeaders headers,
      BasePath base,
      Representation representation,
      List<Header> added,
      boolean keepAlive) {
    Response response = representation.response();
    for (Header header : response.headers()) {
      headers.add(header.name(), header.value());
    }
    for (Header header : added) {
      if (header.name().equalsIgnoreCase("Set-Cookie") || !headers.contains(header.name())) {
        headers.add(header.name(), header.value());
      }
    }
    setIfAbsent(headers, "Date", HttpDate.format(Instant.now()));
    setIfAbsent(headers, "X-Content-Type-Options", "nosniff");
    setIfAbsent(headers, "Referrer-Policy", "same-origin");
    setIfAbsent(headers, "Content-Security-Policy", contentSecurityPolicy(base, response));
    if (response.status() != 204 && response.status() != 304) {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, representation.length());
    }
    if (!keepAlive) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
  }

  private static String contentSecurityPolicy(BasePath base, Response response) {
    String policy = "frame-ancestors 'self'; report-uri " + base.link(CSP_REPORT);
    boolean isPage =
        response.header("Content-Type").filter(type -> type.startsWith("text/html")).isPresent();
    return isPage ? policy : policy + "; default-src 'none'";
  }

  private static void setIfAbsent(HttpHeaders headers, String name, String value) {
    if (!headers.contains(name)) {
      headers.set(name, value);
    }
  }
}
