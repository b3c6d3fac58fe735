package dev.perijove.gateway.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A listening HTTP server.
 *
 * <pre>{@code
 * Router router = Router.builder().get("/hello", request -> Response.text(200, "hello")).build();
 * try (HttpServer server = HttpServer.start(HttpServerConfig.of("localhost", 0), router, gate)) {
 *   server.address();
 * }
 * }</pre>
 */
// A write that fails is seen by its connection closing; nothing else hangs on the future.
@SuppressWarnings("FutureReturnValueIgnored")
public final class HttpServer implements AutoCloseable {
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final EventLoopGroup eventLoops;
  private final ChannelGroup connections;
  private final Channel listener;
  private final RequestThreads threads;
  private final Duration patience;

  private HttpServer(
      EventLoopGroup eventLoops,
      ChannelGroup connections,
      Channel listener,
      RequestThreads threads,
      Duration patience) {
    this.eventLoops = eventLoops;
    this.connections = connections;
    this.listener = listener;
    this.threads = threads;
    this.patience = patience;
  }

  /**
   * Listens from the moment this returns.
   *
   * @throws BindException if the port is taken or the address is not this machine's
   * @throws IOException if the host has no address
   */
  public static HttpServer start(HttpServerConfig config, Router router, Gate gate)
      throws IOException {
    return start(config, router, gate, (method, route, status, took) -> {});
  }

  /**
   * The same, and it tells of every answer.
   *
   * @throws BindException if the port is taken or the address is not this machine's
   * @throws IOException if the host has no address
   */
  public static HttpServer start(
      HttpServerConfig config, Router router, Gate gate, AnswerListener answers)
      throws IOException {
    InetSocketAddress address = addressOf(config);
    EventLoopGroup eventLoops =
        new MultiThreadIoEventLoopGroup(
            0, new DefaultThreadFactory("gateway-io"), NioIoHandler.newFactory());
    RequestThreads threads =
        RequestThreads.start(config.limits().requestThreads(), config.limits().requestQueue());
    ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    Served served =
        new Served(
            router,
            gate,
            BasePath.of(config.basePath()),
            config.limits(),
            config.timeouts(),
            threads,
            answers);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(eventLoops)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            // A connection reads when it has room for more: one request at a time.
            .childOption(ChannelOption.AUTO_READ, false)
            .childHandler(new HttpPipeline(served, connections))
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      eventLoops.shutdownGracefully(0, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
      throw bindFailure(address, bound.cause());
    }
    return new HttpServer(
        eventLoops, connections, bound.channel(), threads, config.timeouts().drain());
  }

  private static InetSocketAddress addressOf(HttpServerConfig config) throws IOException {
    return config.host().isEmpty()
        ? new InetSocketAddress(config.port())
        : new InetSocketAddress(InetAddress.getByName(config.host()), config.port());
  }

  private static IOException bindFailure(InetSocketAddress address, Throwable cause) {
    String message = "Cannot listen on " + address + ": " + cause.getMessage();
    if (cause instanceof BindException) {
      BindException failure = new BindException(message);
      failure.initCause(cause);
      return failure;
    }
    return new IOException(message, cause);
  }

  /** Where the server listens, with the port that was found if 0 was asked for. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  /**
   * Takes no more connections, closes WebSockets with 1012 (service restart: clients come back),
   * lets requests in flight finish for a while, and gives back every thread and socket.
   */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    connections.forEach(connection -> connection.pipeline().fireUserEventTriggered(Drain.NOW));
    try {
      threads.stop(patience);
      connections.newCloseFuture().await(LAST_WORDS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.close().awaitUninterruptibly(LAST_WORDS.toMillis());
      eventLoops
          .shutdownGracefully(0, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
          .awaitUninterruptibly(LAST_WORDS.toMillis() * 2);
    }
  }
}
