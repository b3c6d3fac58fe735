package dev.perijove.gateway.channels;

import dev.perijove.gateway.channels.ClientQueue.Outgoing;
import dev.perijove.gateway.channels.RequestQueue.Waiting;
import dev.perijove.protocol.Channel;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.wire.Routing;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between one kernel and its clients, for all restarts of the kernel. Requests of any client
 * go to the kernel's current process; replies and input requests go back to the client that asked,
 * everything on iopub to all. Thread-safe.
 *
 * <p>While no process takes requests they wait, within bounds. A client is known by its {@code
 * session_id}: if it goes away and comes back, it goes on where it stopped.
 */
public final class KernelChannels {

  private static final Logger LOG = LoggerFactory.getLogger(KernelChannels.class);

  private static final String RESTARTED =
      "The kernel was restarted before it took this request; send it again";

  /** What happens to a request. */
  private enum Phase {
    /** It waits: a process is starting. */
    STARTING,
    /** It goes to the process. */
    READY,
    /** It is refused: there is no process and none is coming. */
    DEAD,
    /** There are no clients any more. */
    CLOSED
  }

  private final String kernelId;
  private final ChannelLimits limits;
  private final Supplier<String> executionState;

  private final Object lock = new Object();
  // Guarded by lock, down to the last line of fields.
  private final Clients clients;
  private final RequestQueue waiting;
  private final ReplyRoutes routes = new ReplyRoutes();

  private final Set<KernelConnection> stopped = new LinkedHashSet<>();
  private Phase phase = Phase.STARTING;
  private String causeOfDeath = "";
  private @Nullable KernelClient kernel;
  private boolean awaitingRoom;

  private KernelChannels(String kernelId, ChannelLimits limits, Supplier<String> executionState) {
    this.kernelId = kernelId;
    this.limits = limits;
    this.executionState = executionState;
    this.clients = new Clients(limits);
    this.waiting = new RequestQueue(limits.waitingRequests(), limits.waitingBytes());
  }

  /**
   * Channels without a process yet.
   *
   * @param executionState what a client is told of the kernel when it connects
   */
  public static KernelChannels of(
      String kernelId, ChannelLimits limits, Supplier<String> executionState) {
    return new KernelChannels(kernelId, limits, executionState);
  }

  String kernelId() {
    return kernelId;
  }

  // ---- the kernel's side

  /**
   * No process takes requests now, but one will: what is sent from now on waits for it. What the
   * last one had not taken is refused, since it was meant for a program that is gone.
   */
  public void starting() {
    ended(Phase.STARTING, RESTARTED, false);
  }

  /**
   * The process ended and nobody had asked for it. What it was asked and did not answer is answered
   * here, so that a cell shows the reason and nobody waits for ever.
   *
   * @param cause what a person should know
   */
  public void lost(String cause) {
    ended(Phase.STARTING, cause, true);
  }

  /** This process takes requests from now on; what waits goes to it first. */
  public void ready(KernelClient client) {
    synchronized (lock) {
      if (phase == Phase.CLOSED) {
        return;
      }
      kernel = client;
      phase = Phase.READY;
    }
    announce(executionState.get());
    flushWaiting();
  }

  /**
   * There is no process and none is coming; requests are refused from now on, as are those that
   * waited.
   *
   * @param cause what a person should know, with the cure
   */
  public void dead(String cause) {
    ended(Phase.DEAD, cause, true);
    announce("dead");
  }

  private void ended(Phase next, String cause, boolean answerAsked) {
    List<KernelConnection> wake = new ArrayList<>();
    synchronized (lock) {
      if (phase == Phase.CLOSED) {
        return;
      }
      List<Waiting> refused = new ArrayList<>();
      List<Waiting> asked = routes.forgetAll();
      if (answerAsked) {
        refused.addAll(asked);
      }
      // What came while no process was there waits for the one that comes.
      if (phase == Phase.READY || next == Phase.DEAD) {
        refused.addAll(waiting.removeAll());
      }
      phase = next;
      causeOfDeath = cause;
      kernel = null;
      awaitingRoom = false;
      refused.forEach(request -> refuse(request, cause, wake));
    }
    wake.forEach(KernelConnection::wake);
    resumeStopped();
  }

  /** Tells every client a state that the kernel did not tell itself. */
  public void announce(String state) {
    append(Channel.IOPUB, GatewayMessages.status(state), "status", Optional.empty());
  }

  /** A message of the kernel, on its way to those it is for. */
  public void deliver(Channel channel, RawMessage message, Routing routing) {
    if (channel == Channel.IOPUB) {
      append(channel, message, routing.msgType(), Optional.empty());
      return;
    }
    Optional<ClientQueue> recipient;
    synchronized (lock) {
      recipient =
          routes.recipient(routing).or(() -> routing.parentSession().flatMap(clients::find));
      if (channel != Channel.STDIN) {
        routes.answered(routing);
      }
    }
    if (recipient.isPresent()) {
      append(channel, message, routing.msgType(), recipient);
    } else {
      LOG.debug("Kernel {}: nobody is left who asked for this {}", kernelId, routing.msgType());
    }
  }

  private void append(
      Channel channel, RawMessage message, String messageType, Optional<ClientQueue> recipient) {
    List<KernelConnection> wake = new ArrayList<>();
    synchronized (lock) {
      clients.append(channel, message, messageType, recipient, wake);
    }
    wake.forEach(KernelConnection::wake);
  }

  // ---- the clients' side

  /**
   * Lets a WebSocket in. One that had the same session id is closed: its client has come back
   * before its loss was noticed.
   */
  void connect(KernelConnection connection, Optional<String> sessionId) {
    Optional<KernelConnection> replaced;
    synchronized (lock) {
      if (phase == Phase.CLOSED) {
        replaced = Optional.of(connection);
      } else {
        replaced = clients.connect(connection, sessionId, executionState.get());
      }
    }
    replaced.ifPresent(
        old -> {
          stopReading(old, false);
          old.close(
              CloseCode.NORMAL,
              old == connection
                  ? "the kernel was shut down"
                  : "the same session connected again elsewhere");
        });
    connection.wake();
  }

  /** A WebSocket has gone; its client may come back if it has a session id to be known by. */
  void disconnect(KernelConnection connection, boolean mayComeBack) {
    synchronized (lock) {
      stopped.remove(connection);
      boolean remember = mayComeBack && phase != Phase.CLOSED;
      clients.disconnect(connection, remember).forEach(routes::forget);
    }
  }

  /** What to write next to this client; empty when it has everything, or is not this one's. */
  List<Outgoing> take(ClientQueue client, KernelConnection connection) {
    synchronized (lock) {
      return clients.take(client, connection);
    }
  }

  /** A client's message, on its way to the kernel. */
  void send(KernelConnection connection, Channel channel, RawMessage message, Routing routing) {
    ClientQueue client = connection.client();
    if (client == null) {
      return;
    }
    Waiting request = new Waiting(channel, message, routing, client);
    if (!limits.allows(routing.msgType())) {
      refuse(
          request,
          "This gateway lets no '%s' through to kernels; its operator lists the message types that may pass."
              .formatted(routing.msgType()));
      return;
    }
    KernelClient current;
    synchronized (lock) {
      current = phase == Phase.READY && waiting.isEmpty() ? kernel : null;
    }
    // Signed here, not under the lock: that takes as long as the message is large.
    List<byte[]> frames = current == null ? List.of() : current.frames(message);
    boolean full = false;
    String refusal = "";
    synchronized (lock) {
      if (phase == Phase.DEAD) {
        refusal = causeOfDeath;
      } else if (current != null && current == kernel && waiting.isEmpty()) {
        routes.asked(request);
        if (!current.offer(channel, frames)) {
          waiting.add(request);
          full = waiting.isFull();
        }
      } else if (phase != Phase.CLOSED) {
        waiting.add(request);
        full = waiting.isFull();
      }
    }
    if (!refusal.isEmpty()) {
      refuse(request, refusal);
    } else if (full) {
      stopReading(connection, true);
    }
    flushWaiting();
  }

  /** Hands the kernel what waits, as far as it takes it. */
  private void flushWaiting() {
    @Nullable KernelClient busy = null;
    Channel busyChannel = Channel.SHELL;
    synchronized (lock) {
      if (phase != Phase.READY || kernel == null) {
        return;
      }
      for (Optional<Waiting> next = waiting.first(); next.isPresent(); next = waiting.first()) {
        Waiting request = next.get();
        routes.asked(request);
        if (!kernel.offer(request.channel(), kernel.frames(request.message()))) {
          if (!awaitingRoom) {
            awaitingRoom = true;
            busy = kernel;
            busyChannel = request.channel();
          }
          break;
        }
        waiting.removeFirst();
      }
    }
    if (busy != null) {
      busy.onRoom(busyChannel, this::roomAgain);
    }
    resumeStopped();
  }

  private void roomAgain() {
    synchronized (lock) {
      awaitingRoom = false;
    }
    flushWaiting();
  }

  private void stopReading(KernelConnection connection, boolean stop) {
    synchronized (lock) {
      if (stop) {
        stopped.add(connection);
      } else {
        stopped.remove(connection);
      }
    }
    connection.reads(!stop);
  }

  private void resumeStopped() {
    List<KernelConnection> resumed;
    synchronized (lock) {
      if (stopped.isEmpty() || !waiting.hasRoom()) {
        return;
      }
      resumed = List.copyOf(stopped);
      stopped.clear();
    }
    resumed.forEach(connection -> connection.reads(true));
  }

  private void refuse(Waiting request, String cause) {
    LOG.debug("Kernel {}: a {} was refused: {}", kernelId, request.routing().msgType(), cause);
    List<KernelConnection> wake = new ArrayList<>();
    synchronized (lock) {
      refuse(request, cause, wake);
    }
    wake.forEach(KernelConnection::wake);
  }

  private void refuse(Waiting request, String cause, List<KernelConnection> wake) {
    GatewayMessages.refusal(request.channel(), request.message(), request.routing(), cause)
        .forEach(
            answer ->
                clients.append(
                    answer.channel(),
                    answer.message(),
                    answer.messageType(),
                    Optional.of(request.sender()),
                    wake));
  }

  /** Ends every connection, and lets no more in. */
  public void close(CloseCode code, String reason) {
    List<KernelConnection> open = new ArrayList<>();
    synchronized (lock) {
      phase = Phase.CLOSED;
      kernel = null;
      open.addAll(clients.connected());
    }
    open.forEach(connection -> connection.close(code, reason));
  }

  /** Open WebSockets. */
  public int connections() {
    synchronized (lock) {
      return clients.connected().size();
    }
  }

  /** How full the queues are now. */
  public ChannelLoad load() {
    synchronized (lock) {
      OutputJournal journal = clients.journal();
      return new ChannelLoad(
          journal.size(), journal.bytes(), journal.dropped(), waiting.size(), stopped.size());
    }
  }
}
