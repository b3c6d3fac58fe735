package dev.perijove.gateway.kernels;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads all kernels share.
 *
 * @param sockets own the ZeroMQ sockets; never block
 * @param timer starts what is due; never blocks
 * @param life starts again what died, and stops what is to end; blocks while a process ends, so
 *     there is one a kernel at most
 */
record KernelThreads(SocketLoops sockets, ScheduledExecutorService timer, ExecutorService life)
    implements AutoCloseable {

  static KernelThreads start(int socketThreads) {
    return new KernelThreads(
        SocketLoops.start(socketThreads),
        Executors.newSingleThreadScheduledExecutor(named("kernel-timer-")),
        Executors.newCachedThreadPool(named("kernel-life-")));
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger count = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, prefix + count.getAndIncrement());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void close() {
    timer.shutdownNow();
    life.shutdown();
    sockets.close();
  }
}
