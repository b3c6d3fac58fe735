package dev.perijove.gateway.kernels;

import dev.perijove.protocol.zmq.SocketLoop;
import dev.perijove.protocol.zmq.ZmqContext;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The fixed number of threads that own all kernels' sockets. Thread-safe. */
final class SocketLoops implements AutoCloseable {

  private final ZmqContext context;
  private final List<SocketLoop> loops;
  private final AtomicInteger next = new AtomicInteger();

  private SocketLoops(ZmqContext context, List<SocketLoop> loops) {
    this.context = context;
    this.loops = loops;
  }

  static SocketLoops start(int threads) {
    ZmqContext context = ZmqContext.create();
    return new SocketLoops(
        context,
        IntStream.range(0, threads)
            .mapToObj(i -> SocketLoop.start("kernel-sockets-" + i, context))
            .toList());
  }

  /** The thread for one more kernel. */
  SocketLoop next() {
    return loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
  }

  @Override
  public void close() {
    loops.forEach(SocketLoop::close);
    context.close();
  }
}
