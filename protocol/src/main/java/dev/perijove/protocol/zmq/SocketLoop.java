package dev.perijove.protocol.zmq;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * One thread that owns ZeroMQ sockets: it opens, reads, writes and closes them. It sleeps in its
 * selector until a socket has an event or another thread has work for it; there is no polling
 * interval. Thread-safe.
 */
public final class SocketLoop implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SocketLoop.class.getName());

  private final ZmqContext context;
  private final boolean ownsContext;
  private final Selector selector;
  private final Thread thread;

  /** Opening and closing: as many at most as threads wait for one. */
  private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();

  /** Sockets with something to do, each at most once. */
  private final Queue<ChannelSocket> ready = new ConcurrentLinkedQueue<>();

  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Map<ChannelSocket, SocketTurns> sockets = new HashMap<>();
  private final Set<SocketTurns> stalled = new HashSet<>();
  private volatile boolean stopping;

  private SocketLoop(String threadName, ZmqContext context, boolean ownsContext) {
    this.context = context;
    this.ownsContext = ownsContext;
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot open a selector for " + threadName, e);
    }
    this.thread = new Thread(this::run, threadName);
    this.thread.setDaemon(true);
  }

  /** Starts a loop with a ZeroMQ context of its own. */
  public static SocketLoop start(String threadName) {
    return start(new SocketLoop(threadName, ZmqContext.create(), true));
  }

  /** Starts a loop that shares a context, which must outlive it. */
  public static SocketLoop start(String threadName, ZmqContext context) {
    return start(new SocketLoop(threadName, requireNonNull(context, "context"), false));
  }

  private static SocketLoop start(SocketLoop loop) {
    loop.thread.start();
    return loop;
  }

  /**
   * Opens a socket that listens.
   *
   * @param endpoint such as {@code tcp://127.0.0.1:5555}; port {@code *} or {@code 0} takes a free
   *     one, told by {@link ChannelSocket#endpoint}
   * @throws SocketException if the address is taken or not one we can listen on
   */
  public ChannelSocket bind(
      SocketType type, SocketOptions options, String endpoint, FramesHandler onFrames)
      throws SocketException {
    return open(type, options, endpoint, onFrames, true);
  }

  /**
   * Opens a socket that connects, now and whenever the peer comes back. The peer need not be there
   * yet.
   *
   * @throws SocketException if the endpoint cannot be understood
   */
  public ChannelSocket connect(
      SocketType type, SocketOptions options, String endpoint, FramesHandler onFrames)
      throws SocketException {
    return open(type, options, endpoint, onFrames, false);
  }

  /** Closes every socket in the loop's thread and waits for the thread to end. */
  @Override
  public void close() {
    stopping = true;
    selector.wakeup();
    if (!isLoopThread()) {
      ended.join();
    }
  }

  private ChannelSocket open(
      SocketType type,
      SocketOptions options,
      String endpoint,
      FramesHandler onFrames,
      boolean listen)
      throws SocketException {
    requireNonNull(onFrames, "onFrames");
    SocketOpener opener = new SocketOpener(context, type, options, endpoint, listen);
    CompletableFuture<ChannelSocket> opened = new CompletableFuture<>();
    Runnable task =
        () -> {
          try {
            ZMQ.Socket socket = opener.open();
            ChannelSocket channel = new ChannelSocket(this, options, opener.endpointOf(socket));
            SocketTurns turns = new SocketTurns(socket, type, options, onFrames, channel);
            socket.getFD().register(selector, SelectionKey.OP_READ, channel);
            sockets.put(channel, turns);
            ready(channel);
            opened.complete(channel);
          } catch (IOException | RuntimeException e) {
            opened.completeExceptionally(e);
          }
        };
    execute(
        task, () -> opened.completeExceptionally(new SocketException("The socket loop is closed")));
    try {
      return opened.join();
    } catch (CompletionException e) {
      Throwable cause = requireNonNullElse(e.getCause(), e);
      throw new SocketException("Cannot open " + endpoint + ": " + cause.getMessage(), cause);
    }
  }

  void closeSocket(ChannelSocket channel) {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    execute(
        () -> {
          SocketTurns turns = sockets.remove(channel);
          if (turns != null) {
            close(turns);
          }
          closed.complete(null);
        },
        () -> closed.complete(null));
    closed.join();
  }

  /** Runs the work on the loop's thread, or the other one when the loop has ended. */
  private void execute(Runnable work, Runnable whenEnded) {
    if (isLoopThread()) {
      work.run();
      return;
    }
    tasks.add(new Task(work, whenEnded));
    selector.wakeup();
    if (ended.isDone()) {
      refuseTasks();
    }
  }

  private void refuseTasks() {
    Task task;
    while ((task = tasks.poll()) != null) {
      task.whenEnded().run();
    }
  }

  boolean isLoopThread() {
    return Thread.currentThread() == thread;
  }

  /** Gives the socket a turn soon. */
  void ready(ChannelSocket channel) {
    if (channel.claimTurn()) {
      ready.add(channel);
      if (!isLoopThread()) {
        selector.wakeup();
      }
    }
  }

  private void run() {
    try {
      while (!stopping) {
        runTasks();
        giveTurns();
        awaitEvents();
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "The socket loop " + thread.getName() + " ended by a fault", e);
    } finally {
      closeEverything();
      ended.complete(null);
      refuseTasks();
    }
  }

  private void runTasks() {
    Task task;
    while ((task = tasks.poll()) != null) {
      task.work().run();
    }
  }

  private void giveTurns() {
    // Only those ready now: a socket that is always busy goes to the back of the queue.
    for (int left = ready.size(); left > 0; left--) {
      ChannelSocket channel = ready.poll();
      if (channel == null) {
        return;
      }
      channel.beginTurn();
      SocketTurns turns = sockets.get(channel);
      if (turns != null) {
        giveTurn(turns);
      }
    }
  }

  private void giveTurn(SocketTurns turns) {
    if (turns.turn()) {
      ready(turns.channel());
    }
    if (turns.isStalled()) {
      stalled.add(turns);
    } else {
      stalled.remove(turns);
    }
  }

  private void awaitEvents() throws IOException {
    if (!ready.isEmpty() || !tasks.isEmpty() || stopping) {
      selector.selectNow();
    } else {
      selector.select(millisecondsToWait());
    }
    for (SelectionKey key : selector.selectedKeys()) {
      ready((ChannelSocket) key.attachment());
    }
    selector.selectedKeys().clear();
    readyWhoseTimeRanOut();
  }

  /** 0, for ever, unless a stalled subscriber's time runs out. */
  private long millisecondsToWait() {
    if (stalled.isEmpty()) {
      return 0;
    }
    long now = System.nanoTime();
    long left = stalled.stream().mapToLong(turns -> turns.patienceLeft(now)).min().orElse(0);
    return TimeUnit.NANOSECONDS.toMillis(left) + 1;
  }

  private void readyWhoseTimeRanOut() {
    if (!stalled.isEmpty()) {
      long now = System.nanoTime();
      stalled.stream()
          .filter(turns -> turns.patienceLeft(now) == 0)
          .forEach(turns -> ready(turns.channel()));
    }
  }

  private void closeEverything() {
    for (SocketTurns turns : sockets.values()) {
      turns.channel().outbox().close();
      close(turns);
    }
    sockets.clear();
    try {
      selector.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The selector of " + thread.getName() + " did not close", e);
    }
    if (ownsContext) {
      context.close();
    }
  }

  private void close(SocketTurns turns) {
    try {
      turns.flush();
      SelectionKey key = turns.socket().getFD().keyFor(selector);
      if (key != null) {
        key.cancel();
      }
    } catch (ZMQException e) {
      LOG.log(Level.WARNING, "Could not flush " + turns.channel().endpoint(), e);
    } finally {
      turns.socket().close();
      stalled.remove(turns);
    }
  }

  private record Task(Runnable work, Runnable whenEnded) {}
}
