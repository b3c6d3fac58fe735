package dev.perijove.gateway.http;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that run handlers. Thread-safe. */
final class RequestThreads {
  private static final Duration IDLE_THREAD = Duration.ofSeconds(30);

  private final ThreadPoolExecutor pool;

  private RequestThreads(ThreadPoolExecutor pool) {
    this.pool = pool;
  }

  static RequestThreads start(int threads, int queue) {
    AtomicInteger number = new AtomicInteger();
    ThreadFactory named = task -> new Thread(task, "gateway-request-" + number.incrementAndGet());
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_THREAD.toMillis(),
            TimeUnit.MILLISECONDS,
            new ArrayBlockingQueue<>(queue),
            named);
    pool.allowCoreThreadTimeOut(true);
    return new RequestThreads(pool);
  }

  /**
   * @throws Problem 503 if the queue is full or the server is stopping
   */
  void run(Runnable task) {
    try {
      pool.execute(task);
    } catch (RejectedExecutionException e) {
      throw Problem.unavailable(
          pool.isShutdown()
              ? "The gateway is stopping"
              : "The gateway has too many requests at work; try again in a moment");
    }
  }

  /** Lets requests in flight finish until the time is over, then interrupts them. */
  void stop(Duration patience) throws InterruptedException {
    pool.shutdown();
    if (!pool.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      pool.shutdownNow();
    }
  }
}
