package dev.perijove.gateway.channels;

import dev.perijove.gateway.channels.ClientQueue.Outgoing;
import dev.perijove.gateway.channels.KernelRequests.Fate;
import dev.perijove.gateway.channels.RequestQueue.Waiting;
import dev.perijove.protocol.Channel;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.wire.Routing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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

  private static final String TOO_MANY =
      "Too many requests wait for the kernel; send it again when it has caught up, or interrupt the kernel";

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
  private final KernelRequests requests;
  private Phase phase = Phase.STARTING;
  private String causeOfDeath = "";

  private KernelChannels(String kernelId, ChannelLimits limits, Supplier<String> executionState) {
    this.kernelId = kernelId;
    this.limits = limits;
    this.executionState = executionState;
    this.clients = new Clients(limits);
    this.requests = new KernelRequests(limits);
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
      requests.goTo(client);
      phase = Phase.READY;
    }
    announce(executionState.get());
    KernelRequests.CHANNELS.forEach(this::flush);
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
      List<Waiting> asked = requests.processEnded();
      if (answerAsked) {
        refused.addAll(asked);
      }
      // What came while no process was there waits for the one that comes.
      if (phase == Phase.READY || next == Phase.DEAD) {
        refused.addAll(requests.giveUp());
      }
      phase = next;
      causeOfDeath = cause;
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
          requests.recipient(routing).or(() -> routing.parentSession().flatMap(clients::find));
      if (channel != Channel.STDIN) {
        requests.answered(routing);
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
          readAgain(old);
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
      requests.forget(connection);
      boolean remember = mayComeBack && phase != Phase.CLOSED;
      clients.disconnect(connection, remember).forEach(requests::forget);
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
    Optional<KernelClient> current;
    synchronized (lock) {
      current = requests.readyFor(channel);
    }
    // Signed here, not under the lock: that takes as long as the message is large.
    List<byte[]> frames = current.map(process -> process.frames(message)).orElse(List.of());
    Fate fate;
    String refusal;
    synchronized (lock) {
      if (phase == Phase.CLOSED) {
        return;
      }
      fate =
          phase == Phase.DEAD ? Fate.REFUSED : requests.take(connection, request, current, frames);
      refusal = phase == Phase.DEAD ? causeOfDeath : TOO_MANY;
    }
    switch (fate) {
      case TAKEN -> {}
      // Noted as stopped while the queue was seen full, so whoever empties it resumes this one;
      // here on the event loop, so before that.
      case TAKEN_AND_STOPPED -> connection.reads(false);
      case REFUSED -> refuse(request, refusal);
    }
    flush(channel);
  }

  /** Hands the kernel what waits on a channel, as far as it takes it. */
  private void flush(Channel channel) {
    Optional<KernelClient> busy;
    synchronized (lock) {
      busy = phase == Phase.READY ? requests.flush(channel) : Optional.empty();
    }
    busy.ifPresent(process -> process.onRoom(channel, () -> roomAgain(channel, process)));
    resumeStopped();
  }

  private void roomAgain(Channel channel, KernelClient process) {
    synchronized (lock) {
      requests.roomAgain(channel, process);
    }
    flush(channel);
  }

  private void readAgain(KernelConnection connection) {
    synchronized (lock) {
      requests.forget(connection);
    }
    connection.reads(true);
  }

  private void resumeStopped() {
    List<KernelConnection> resumed;
    synchronized (lock) {
      resumed = requests.resumed();
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
          journal.size(),
          journal.bytes(),
          journal.dropped(),
          requests.waiting(),
          requests.stopped());
    }
  }
}
