package dev.perijove.gateway.http;

import dev.perijove.gateway.http.Admission.Admitted;
import dev.perijove.gateway.http.Admission.Answered;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request from its head to its answer: what gate and table decided, and the body as it comes.
 * Belongs to its connection's event loop.
 */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  /** A body is put together in pieces of at least this. */
  private static final int SMALLEST_PIECE = 1024;

  /** No more than this is set aside on a client's word. */
  private static final int LARGEST_ADVANCE = 1024 * 1024;

  private final long began = System.nanoTime();
  private final boolean keepAlive;
  private final long declaredLength;
  private final boolean awaitsContinue;
  private final FullHttpRequest handshake;
  private Request request;
  private int bodyLimit;
  private BodyPatience patience;
  private List<Header> addedHeaders = List.of();
  private Optional<String> route = Optional.empty();
  private Optional<Route.Endpoint> endpoint = Optional.empty();
  private Optional<Response> answer = Optional.empty();
  private ByteArrayOutputStream body = new ByteArrayOutputStream(0);
  private long received;

  private Exchange(HttpRequest head, Served served) {
    boolean readable = head.decoderResult().isSuccess();
    this.keepAlive = readable && HttpUtil.isKeepAlive(head);
    this.declaredLength = readable ? HttpUtil.getContentLength(head, 0L) : 0;
    this.awaitsContinue = readable && HttpUtil.is100ContinueExpected(head);
    this.handshake =
        new DefaultFullHttpRequest(
            head.protocolVersion(),
            head.method(),
            head.uri(),
            Unpooled.EMPTY_BUFFER,
            head.headers(),
            EmptyHttpHeaders.INSTANCE);
    this.request = Request.head("GET", served.base(), served.base().url(), Map.of());
    this.bodyLimit = served.limits().openBodyBytes();
    this.patience = BodyPatience.withAnybody(System.nanoTime(), served.timeouts().body());
  }

  /** Asks gate and table about a request. */
  static Exchange begin(HttpRequest head, Served served) {
    Exchange exchange = new Exchange(head, served);
    try {
      if (head.decoderResult().isFailure()) {
        throw malformed(head.decoderResult().cause());
      }
      exchange.decide(head, served);
    } catch (Problem problem) {
      exchange.refuse(problem.toResponse());
    } catch (RuntimeException e) {
      LOG.error("{} failed", exchange.request, e);
      exchange.refuse(
          Problem.of(500, "Unhandled error; the gateway's log has its cause").toResponse());
    }
    return exchange;
  }

  private void decide(HttpRequest head, Served served) {
    request = Request.head(head.method().name(), served.base(), head.uri(), headers(head));
    Router.Match match = served.router().find(request.method(), request.path());
    boolean open = false;
    if (match instanceof Router.Match.Found found) {
      open = found.route().open();
      route = Optional.of(found.route().pattern().toString());
    }
    Admission admission = served.gate().admit(request, open);
    if (admission instanceof Answered answered) {
      refuse(answered.response());
      return;
    }
    Admitted admitted = (Admitted) admission;
    request = request.withUser(admitted.user());
    addedHeaders = admitted.headers();
    if (admitted.user().isKnown()) {
      bodyLimit = served.limits().bodyBytes();
      patience = patience.withKnownUser();
    }
    if (match instanceof Router.Match.Found found) {
      request = request.withPathParameters(found.parameters());
      endpoint = Optional.of(found.route().endpoint());
      if (found.route().endpoint() instanceof Route.Endpoint.Socket) {
        WebSocketUpgrade.check(request).ifPresent(this::refuse);
      }
    } else if (match instanceof Router.Match.WrongMethod wrong) {
      refuse(
          Problem.of(405, request.method() + " is not possible here; " + wrong.allowed() + " are")
              .toResponse()
              .header("Allow", String.join(", ", wrong.allowed())));
    } else {
      refuse(elsewhere());
    }
    if (answer.isEmpty() && declaredLength > bodyLimit) {
      refuse(tooLarge().toResponse());
    }
  }

  /** A trailing slash is dropped; anything else does not exist. */
  private Response elsewhere() {
    String path = request.path();
    String shorter = path.replaceAll("/+$", "");
    if (shorter.isEmpty() || shorter.equals(path)) {
      return Problem.notFound("Nothing is served at " + path).toResponse();
    }
    // One slash at the start: two would name another host.
    String target = request.link(shorter.replaceAll("^/+", "/"));
    String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    return Response.empty(reads ? 302 : 308).header("Location", target + query);
  }

  private static Map<String, List<String>> headers(HttpRequest head) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, String> field : head.headers()) {
      headers.computeIfAbsent(field.getKey(), name -> new ArrayList<>()).add(field.getValue());
    }
    return headers;
  }

  static Problem malformed(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return Problem.of(414, "The request line is too long");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return Problem.of(431, "The request's header fields are too long");
    }
    return Problem.badRequest("Not an HTTP request: " + cause.getMessage());
  }

  private Problem tooLarge() {
    return Problem.tooLarge(
        "The request's body is longer than "
            + bodyLimit
            + " bytes; larger files are uploaded in chunks");
  }

  /** Settles the answer, whatever else comes. */
  void refuse(Response response) {
    answer = Optional.of(response);
    body = new ByteArrayOutputStream(0);
  }

  /** Takes a part of the body, or counts it if it is not wanted. */
  void receive(ByteBuf part) {
    int length = part.readableBytes();
    received += length;
    if (answer.isPresent() || length == 0) {
      return;
    }
    if (received > bodyLimit) {
      refuse(tooLarge().toResponse());
      return;
    }
    if (body.size() == 0) {
      int advance = (int) Math.min(LARGEST_ADVANCE, Math.max(declaredLength, length));
      body = new ByteArrayOutputStream(Math.max(SMALLEST_PIECE, advance));
    }
    byte[] bytes = new byte[length];
    part.getBytes(part.readerIndex(), bytes);
    body.writeBytes(bytes);
  }

  /** The request with its body; the exchange lets go of it. */
  Request complete() {
    byte[] whole = body.toByteArray();
    body = new ByteArrayOutputStream(0);
    return request.withBody(whole);
  }

  /** The request without its body; of a malformed one, a stand-in. */
  Request request() {
    return request;
  }

  /** The pattern of its route, if it has one. */
  Optional<String> route() {
    return route;
  }

  /** How long ago its head came. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** The answer, if it was settled without a handler. */
  Optional<Response> answer() {
    return answer;
  }

  Route.Endpoint endpoint() {
    return endpoint.orElseThrow();
  }

  List<Header> addedHeaders() {
    return addedHeaders;
  }

  boolean keepAlive() {
    return keepAlive;
  }

  boolean awaitsContinue() {
    return awaitsContinue;
  }

  /** How long to wait for more of the body. */
  Duration patience() {
    return patience.next(System.nanoTime(), received);
  }

  /** How much of the body comes or came, as far as is known. */
  long bodyLength() {
    return Math.max(declaredLength, received);
  }

  /** The head as Netty's WebSocket handshake takes it. */
  FullHttpRequest handshake() {
    return handshake;
  }
}
