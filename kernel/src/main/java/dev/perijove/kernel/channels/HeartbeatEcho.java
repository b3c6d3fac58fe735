package dev.perijove.kernel.channels;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.zmq.ChannelSocket;
import dev.perijove.protocol.zmq.SocketException;
import dev.perijove.protocol.zmq.SocketLoop;
import dev.perijove.protocol.zmq.SocketOptions;
import dev.perijove.protocol.zmq.SocketType;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Sends every heartbeat back as it came ("Heartbeat for kernels" in the Jupyter messaging
 * documentation). Its thread does nothing else, so it answers whatever the kernel is doing. When
 * more than a few answers wait for a client that does not read, further ones are dropped.
 */
public final class HeartbeatEcho implements AutoCloseable {
  private static final int CAPACITY = 64;
  private static final int MAX_BYTES = 1 << 16;

  private final SocketLoop loop;

  private HeartbeatEcho(SocketLoop loop) {
    this.loop = loop;
  }

  public static HeartbeatEcho start(KernelWire wire) throws SocketException {
    SocketLoop loop = SocketLoop.start("kernel-heartbeat", wire.context());
    SocketOptions options =
        SocketOptions.defaults()
            .withOutboxCapacity(CAPACITY)
            .withPeerCapacity(CAPACITY)
            .withMaxMessageBytes(MAX_BYTES);
    CompletableFuture<ChannelSocket> socket = new CompletableFuture<>();
    try {
      socket.complete(
          loop.bind(
              SocketType.ROUTER,
              options,
              wire.endpoint(Channel.HEARTBEAT),
              frames -> echo(socket, frames)));
    } catch (SocketException e) {
      loop.close();
      throw e;
    }
    return new HeartbeatEcho(loop);
  }

  /** A beat that comes while the socket is still being handed over is answered right after. */
  private static void echo(CompletableFuture<ChannelSocket> socket, List<byte[]> frames) {
    socket.thenAccept(open -> open.offer(frames));
  }

  @Override
  public void close() {
    loop.close();
  }
}
