package dev.perijove.protocol.zmq;

import java.time.Duration;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.ZError;

/** Makes one ZeroMQ socket with its options and its endpoint. */
final class SocketOpener {
  /**
   * JeroMQ 0.6 sometimes forgets to read a connection it has just made (zeromq/jeromq pull request
   * 1022): the handshake then stands still until this time is over and it connects again. Nothing
   * is lost by that, since messages wait for the handshake. Its own default is 30 seconds.
   */
  private static final Duration LOCAL_HANDSHAKE = Duration.ofMillis(300);

  private static final Duration REMOTE_HANDSHAKE = Duration.ofSeconds(3);
  private static final Duration RECONNECT = Duration.ofMillis(50);

  private final ZmqContext context;
  private final SocketType type;
  private final SocketOptions options;
  private final String endpoint;
  private final boolean listen;

  SocketOpener(
      ZmqContext context, SocketType type, SocketOptions options, String endpoint, boolean listen) {
    this.context = context;
    this.type = type;
    this.options = options;
    this.endpoint = endpoint;
    this.listen = listen;
  }

  ZMQ.Socket open() throws SocketException {
    refuseIpc();
    ZMQ.Socket socket = context.socket(type);
    boolean opened = false;
    try {
      configure(socket);
      String address = endpoint.endsWith(":0") ? withFreePort() : endpoint;
      opened = listen ? socket.bind(address) : socket.connect(address);
      if (!opened) {
        throw new SocketException(ZError.toString(socket.errno()));
      }
      return socket;
    } catch (ZMQException e) {
      throw new SocketException(cause(e), e);
    } catch (ZError.IOException | IllegalArgumentException e) {
      throw new SocketException(String.valueOf(e.getMessage()), e);
    } finally {
      if (!opened) {
        socket.close();
      }
    }
  }

  String endpointOf(ZMQ.Socket socket) {
    return listen ? socket.getLastEndpoint() : endpoint;
  }

  /**
   * JeroMQ answers {@code ipc} with a TCP port computed from the name, which no other ZeroMQ
   * understands: better to say so than to wait for a peer that can never come.
   */
  private void refuseIpc() throws SocketException {
    if (endpoint.startsWith("ipc:")) {
      throw new SocketException("the ipc transport is not supported here; use tcp");
    }
  }

  private String withFreePort() {
    return endpoint.substring(0, endpoint.length() - 1) + "*";
  }

  private static String cause(ZMQException e) {
    return switch (e.getErrorCode()) {
      case ZError.EADDRINUSE -> "the address is in use by another program";
      case ZError.EADDRNOTAVAIL -> "this machine does not have that address";
      default -> ZError.toString(e.getErrorCode());
    };
  }

  private boolean isLoopback() {
    return endpoint.startsWith("tcp://127.")
        || endpoint.startsWith("tcp://localhost:")
        || endpoint.startsWith("tcp://[::1]:");
  }

  private void configure(ZMQ.Socket socket) {
    socket.setLinger((int) Math.min(Integer.MAX_VALUE, options.linger().toMillis()));
    socket.setMaxMsgSize(options.maxMessageBytes());
    socket.setHWM(options.peerCapacity());
    if (endpoint.contains("[")) {
      socket.setIPv6(true);
    }
    if (!listen) {
      socket.setHandshakeIvl((int) (isLoopback() ? LOCAL_HANDSHAKE : REMOTE_HANDSHAKE).toMillis());
      socket.setReconnectIVL((int) RECONNECT.toMillis());
    }
    options.identity().ifPresent(socket::setIdentity);
    switch (type) {
      // A client that comes back under its identity before its old connection is seen to be dead
      // must not be ignored.
      case ROUTER -> socket.setRouterHandover(true);
      case XPUB -> {
        socket.setXpubVerbose(true);
        socket.setXpubNoDrop(true);
      }
      case SUB -> {
        if (options.subscribeAll()) {
          socket.subscribe(ZMQ.SUBSCRIPTION_ALL);
        }
      }
      case DEALER, REP, REQ -> {}
    }
  }
}
