package dev.perijove.gateway.http;

import java.time.Duration;
import java.util.Objects;

/**
 * How a server listens and where its bounds are.
 *
 * @param host a name or address to listen on; empty for all
 * @param port 0 for any that is free
 * @param basePath the path below which everything is served
 */
public record HttpServerConfig(
    String host, int port, String basePath, Limits limits, Timeouts timeouts) {
  private static final int MEGABYTE = 1024 * 1024;

  /** Checks that every part is present. */
  public HttpServerConfig {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(basePath, "basePath");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(timeouts, "timeouts");
  }

  /**
   * What a client may ask of the server.
   *
   * @param bodyBytes the longest body of a request of someone who has logged in, held in memory
   * @param openBodyBytes the longest body on a route that is open to all
   * @param webSocketMessageBytes the longest WebSocket message, fragments joined
   * @param connections how many may be open; one more is closed at once
   * @param requestThreads how many handlers run at the same time
   * @param requestQueue how many requests wait for a thread; one more is answered 503
   */
  public record Limits(
      int bodyBytes,
      int openBodyBytes,
      int webSocketMessageBytes,
      int connections,
      int requestThreads,
      int requestQueue) {
    /**
     * Notebooks with many pictures reach tens of megabytes; larger files are uploaded in chunks.
     */
    public static Limits defaults() {
      return new Limits(128 * MEGABYTE, MEGABYTE / 16, 64 * MEGABYTE, 4096, 32, 512);
    }

    /** The same with another limit for bodies. */
    public Limits withBodyBytes(int bytes) {
      return new Limits(
          bytes, openBodyBytes, webSocketMessageBytes, connections, requestThreads, requestQueue);
    }

    /** The same with another limit for WebSocket messages. */
    public Limits withWebSocketMessageBytes(int bytes) {
      return new Limits(bodyBytes, openBodyBytes, bytes, connections, requestThreads, requestQueue);
    }

    /** The same with another number of connections. */
    public Limits withConnections(int number) {
      return new Limits(
          bodyBytes, openBodyBytes, webSocketMessageBytes, number, requestThreads, requestQueue);
    }

    /** The same with another pool of request threads. */
    public Limits withRequestThreads(int threads, int queue) {
      return new Limits(
          bodyBytes, openBodyBytes, webSocketMessageBytes, connections, threads, queue);
    }
  }

  /**
   * How long the server waits.
   *
   * @param head for the first request of a connection
   * @param keepAlive for another request on the same connection
   * @param body for the next bytes of a body, and for all of it unless a known user sends steadily
   * @param ping between two pings of a WebSocket
   * @param pong for any sign of life after a ping has left, before the WebSocket is closed
   * @param drain for requests in flight when the server stops
   */
  public record Timeouts(
      Duration head,
      Duration keepAlive,
      Duration body,
      Duration ping,
      Duration pong,
      Duration drain) {
    /** As the Jupyter server has them, where it has any. */
    public static Timeouts defaults() {
      return new Timeouts(
          Duration.ofSeconds(30),
          Duration.ofSeconds(75),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(90),
          Duration.ofSeconds(5));
    }

    /** The same with other waits for a head and the next bytes of a body. */
    public Timeouts withReading(Duration newHead, Duration newBody) {
      return new Timeouts(newHead, keepAlive, newBody, ping, pong, drain);
    }

    /** The same with other waits for WebSockets. */
    public Timeouts withPings(Duration newPing, Duration newPong) {
      return new Timeouts(head, keepAlive, body, newPing, newPong, drain);
    }
  }

  /** At the root, with the defaults. */
  public static HttpServerConfig of(String host, int port) {
    return new HttpServerConfig(host, port, "/", Limits.defaults(), Timeouts.defaults());
  }

  /** The same at another port. */
  public HttpServerConfig withPort(int newPort) {
    return new HttpServerConfig(host, newPort, basePath, limits, timeouts);
  }

  /** The same below another path. */
  public HttpServerConfig withBasePath(String path) {
    return new HttpServerConfig(host, port, path, limits, timeouts);
  }

  /** The same with other limits. */
  public HttpServerConfig withLimits(Limits newLimits) {
    return new HttpServerConfig(host, port, basePath, newLimits, timeouts);
  }

  /** The same with other waits. */
  public HttpServerConfig withTimeouts(Timeouts newTimeouts) {
    return new HttpServerConfig(host, port, basePath, limits, newTimeouts);
  }
}
