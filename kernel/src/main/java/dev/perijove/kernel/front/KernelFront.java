package dev.perijove.kernel.front;

import dev.perijove.kernel.channels.HeartbeatEcho;
import dev.perijove.kernel.channels.IncomingHandler;
import dev.perijove.kernel.channels.IopubPublisher;
import dev.perijove.kernel.channels.KernelWire;
import dev.perijove.kernel.channels.RequestChannel;
import dev.perijove.kernel.channels.StdinChannel;
import dev.perijove.kernel.history.History;
import dev.perijove.kernel.requests.CellOrigins;
import dev.perijove.kernel.requests.KernelRequests;
import dev.perijove.kernel.supervise.WorkerConfig;
import dev.perijove.protocol.Channel;
import dev.perijove.protocol.connection.ConnectionInfo;
import dev.perijove.protocol.content.Status;
import dev.perijove.protocol.zmq.SocketException;
import dev.perijove.protocol.zmq.ZmqContext;
import java.util.concurrent.CompletableFuture;

/** A running kernel: opens its sockets, starts the user's program, and ends both in order. */
final class KernelFront {
  private final ShutdownSequence shutdown = new ShutdownSequence();
  private final ProgramHost program = new ProgramHost();
  private final CellOrigins origins = new CellOrigins();

  private KernelFront() {}

  /**
   * Starts a kernel. It answers {@code kernel_info_request} as soon as this returns; the first cell
   * waits for the user's program.
   *
   * @throws SocketException if a port is taken
   */
  static KernelFront start(FrontConfig config, ConnectionInfo connection) throws SocketException {
    KernelFront front = new KernelFront();
    boolean started = false;
    try {
      front.open(config, connection);
      started = true;
      return front;
    } finally {
      if (!started) {
        front.end("it could not start");
      }
    }
  }

  private void open(FrontConfig config, ConnectionInfo connection) throws SocketException {
    ZmqContext context = ZmqContext.create();
    shutdown.add("ZeroMQ", context);
    KernelWire wire = KernelWire.of(context, connection);
    HeartbeatEcho heartbeat = HeartbeatEcho.start(wire);
    shutdown.add("heartbeat", heartbeat);
    IopubPublisher iopub = IopubPublisher.start(wire);
    shutdown.add("iopub", iopub);
    iopub.publish(Status.starting());
    StdinChannel stdin = StdinChannel.open(wire);
    shutdown.add("stdin", stdin);

    ProgramEvents events = new ProgramEvents(origins, iopub, stdin, program::replaceLost);
    program.start(workerConfig(config), events);

    KernelRequests requests =
        new KernelRequests(
            wire,
            iopub,
            program::engine,
            program::isUp,
            origins,
            History.open(config.historyFile()),
            () -> origins.running().ifPresent(program::interrupt),
            () -> end("a client asked"),
            KernelVersion.current());
    RequestChannel control = openControl(wire, requests);
    RequestChannel shell = openShell(wire, requests);
    // The program ends first, so that a cell that runs comes to its end and is answered.
    shutdown.add("program", program);
    control.serve();
    shell.serve();
  }

  private RequestChannel openControl(KernelWire wire, KernelRequests requests)
      throws SocketException {
    return openChannel(
        wire, Channel.CONTROL, channel -> requests.control(channel::reply)::dispatch);
  }

  private RequestChannel openShell(KernelWire wire, KernelRequests requests)
      throws SocketException {
    return openChannel(
        wire,
        Channel.SHELL,
        channel -> requests.shell(channel::reply, channel::lastReceived)::dispatch);
  }

  /** A channel and its dispatcher need each other: the dispatcher is made when the socket is. */
  private RequestChannel openChannel(KernelWire wire, Channel channel, DispatcherFactory factory)
      throws SocketException {
    CompletableFuture<IncomingHandler> handler = new CompletableFuture<>();
    RequestChannel opened =
        RequestChannel.open(wire, channel, incoming -> handler.join().handle(incoming));
    shutdown.add(channel.wireName(), opened);
    handler.complete(factory.handlerFor(opened));
    return opened;
  }

  private static WorkerConfig workerConfig(FrontConfig config) {
    return WorkerConfig.of(config.workerJar())
        .withJavaHome(config.workerJavaHome())
        .withJvmArguments(config.workerJvmArguments())
        .withClassPath(config.classPath());
  }

  /** Begins the end, and returns at once. */
  void end(String reason) {
    shutdown.begin(reason);
  }

  /** Waits for the end of the kernel. */
  void awaitEnd() throws InterruptedException {
    shutdown.await();
  }

  @FunctionalInterface
  private interface DispatcherFactory {
    IncomingHandler handlerFor(RequestChannel channel);
  }
}
