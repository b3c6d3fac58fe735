package dev.perijove.kernel.channels;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.connection.ConnectionInfo;
import dev.perijove.protocol.connection.Transport;
import dev.perijove.protocol.wire.MalformedMessageException;
import dev.perijove.protocol.wire.ZmqFrames;
import dev.perijove.protocol.zmq.ChannelSocket;
import dev.perijove.protocol.zmq.SocketException;
import dev.perijove.protocol.zmq.SocketLoop;
import dev.perijove.protocol.zmq.SocketOptions;
import dev.perijove.protocol.zmq.SocketType;
import dev.perijove.protocol.zmq.ZmqContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The other end of one channel of a kernel. */
final class TestPeer implements AutoCloseable {
  static final byte[] IDENTITY = {7};

  private final SocketLoop loop = SocketLoop.start("test-peer");
  private final BlockingQueue<Message<?>> inbox = new LinkedBlockingQueue<>();
  private final KernelWire wire;
  private final ChannelSocket socket;

  private TestPeer(KernelWire wire, Channel channel) throws SocketException {
    this.wire = wire;
    this.socket =
        loop.connect(
            SocketType.DEALER,
            SocketOptions.defaults().withIdentity(IDENTITY),
            wire.endpoint(channel),
            frames -> inbox.add(decode(frames)));
  }

  static TestPeer connect(KernelWire wire, Channel channel) throws SocketException {
    return new TestPeer(wire, channel);
  }

  /** What the channels of a kernel on free ports share. */
  static KernelWire freeWire(ZmqContext context) throws IOException {
    List<ServerSocket> taken = new ArrayList<>();
    try {
      for (int i = 0; i < 5; i++) {
        taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      ConnectionInfo connection =
          new ConnectionInfo(
              Transport.TCP,
              "127.0.0.1",
              taken.get(0).getLocalPort(),
              taken.get(1).getLocalPort(),
              taken.get(2).getLocalPort(),
              taken.get(3).getLocalPort(),
              taken.get(4).getLocalPort(),
              "key",
              "hmac-sha256",
              Optional.empty(),
              Map.of());
      return KernelWire.of(context, connection);
    } finally {
      for (ServerSocket socket : taken) {
        socket.close();
      }
    }
  }

  private Message<?> decode(List<byte[]> frames) {
    try {
      return wire.codec().decode(ZmqFrames.read(frames, wire.signer()));
    } catch (MalformedMessageException e) {
      throw new AssertionError("The kernel sent what is no message", e);
    }
  }

  void send(Message<?> message) throws InterruptedException {
    if (!socket.send(wire.frames(message))) {
      throw new AssertionError("The peer is closed");
    }
  }

  /** Waits for the next message. */
  Message<?> next() throws InterruptedException {
    return inbox.take();
  }

  @Override
  public void close() {
    loop.close();
  }
}
