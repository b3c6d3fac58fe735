package dev.perijove.kernel.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Waits for one worker to connect: on a Unix-domain socket in a directory only its owner may enter,
 * or on the loopback interface where the platform has no such sockets.
 */
public final class LinkListener implements AutoCloseable {
  private final ServerSocketChannel server;
  private final LinkAddress address;
  private final Optional<Path> directory;

  private LinkListener(ServerSocketChannel server, LinkAddress address, Optional<Path> directory) {
    this.server = server;
    this.address = address;
    this.directory = directory;
  }

  /** Listens on a Unix-domain socket if it can, else on a loopback port. */
  public static LinkListener open() throws IOException {
    try {
      return openUnix();
    } catch (UnsupportedOperationException | IOException e) {
      // No such sockets here, or the temporary directory's path is too long for one.
      return openTcp();
    }
  }

  static LinkListener openUnix() throws IOException {
    Path directory = Files.createTempDirectory("perijove-"); // rwx------ where POSIX rules
    ServerSocketChannel server = openUnixServer(directory);
    Path socket = directory.resolve("worker");
    try {
      UnixDomainSocketAddress address = UnixDomainSocketAddress.of(socket);
      server.bind(address, 1);
      return new LinkListener(server, new LinkAddress(address), Optional.of(directory));
    } catch (IOException | RuntimeException e) {
      server.close();
      Files.deleteIfExists(socket);
      Files.deleteIfExists(directory);
      throw e;
    }
  }

  private static ServerSocketChannel openUnixServer(Path directory) throws IOException {
    try {
      return ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    } catch (UnsupportedOperationException | IOException e) {
      Files.deleteIfExists(directory);
      throw e;
    }
  }

  static LinkListener openTcp() throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET);
    try {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return new LinkListener(server, new LinkAddress(server.getLocalAddress()), Optional.empty());
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /** Where to connect. */
  public LinkAddress address() {
    return address;
  }

  /**
   * Waits for a connection. Anybody on this machine may have made it where the address is a port,
   * so its first message must prove who it is.
   *
   * @throws IOException also when another thread closes this listener
   */
  public SocketChannel accept() throws IOException {
    return LinkAddress.withoutDelay(server.accept());
  }

  /** Listens no more and removes the socket's directory. */
  @Override
  public void close() throws IOException {
    server.close();
    if (directory.isPresent()) {
      Files.deleteIfExists(directory.get().resolve("worker"));
      Files.deleteIfExists(directory.get());
    }
  }
}
