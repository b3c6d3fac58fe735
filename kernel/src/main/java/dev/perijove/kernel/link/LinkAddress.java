package dev.perijove.kernel.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

/**
 * Where the front listens for its worker.
 *
 * @param socket a Unix-domain path, or a port of the loopback interface
 */
public record LinkAddress(SocketAddress socket) {

  /** One line that {@link #parse} reads: {@code unix PATH} or {@code tcp PORT}. */
  public String text() {
    if (socket instanceof UnixDomainSocketAddress unix) {
      return "unix " + unix.getPath();
    }
    return "tcp " + ((InetSocketAddress) socket).getPort();
  }

  /**
   * Reads {@link #text}.
   *
   * @throws MalformedLinkMessageException if it is anything else
   */
  public static LinkAddress parse(String text) throws MalformedLinkMessageException {
    if (text.startsWith("unix ")) {
      return new LinkAddress(UnixDomainSocketAddress.of(text.substring("unix ".length())));
    }
    if (text.matches("tcp [0-9]{1,5}")) {
      int port = Integer.parseInt(text.substring("tcp ".length()));
      return new LinkAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
    throw new MalformedLinkMessageException("no address of a link: " + text);
  }

  /** Connects to it. */
  public SocketChannel connect() throws IOException {
    if (socket instanceof UnixDomainSocketAddress) {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      channel.connect(socket);
      return channel;
    }
    return withoutDelay(SocketChannel.open(socket));
  }

  static SocketChannel withoutDelay(SocketChannel channel) throws IOException {
    if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
    return channel;
  }
}
