package dev.perijove.gateway.channels;

import dev.perijove.gateway.channels.RequestQueue.Waiting;
import dev.perijove.protocol.Channel;
import dev.perijove.protocol.wire.Routing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The requests on their way to a kernel: what its process has not taken, a queue a channel, so that
 * an answer to {@code input()} and an interrupt pass the cells that wait; what it has not answered;
 * and the connections that are not read because they filled a queue. Not thread-safe: {@link
 * KernelChannels} guards it.
 */
final class KernelRequests {

  /** Where clients send; first the one that is to get through when much waits. */
  static final List<Channel> CHANNELS = List.of(Channel.CONTROL, Channel.STDIN, Channel.SHELL);

  /** What became of a request. */
  enum Fate {
    /** It is with the process, or waits for it. */
    TAKEN,
    /** So it is, but its connection is not to be read until {@link #resumed} names it. */
    TAKEN_AND_STOPPED,
    /** It was not taken: too many wait already. */
    REFUSED
  }

  private final Map<Channel, RequestQueue> waiting = new EnumMap<>(Channel.class);
  private final Set<Channel> awaitingRoom = EnumSet.noneOf(Channel.class);
  private final Map<KernelConnection, Channel> stopped = new LinkedHashMap<>();
  private final ReplyRoutes routes = new ReplyRoutes();
  private @Nullable KernelClient kernel;

  KernelRequests(ChannelLimits limits) {
    for (Channel channel : CHANNELS) {
      waiting.put(channel, new RequestQueue(limits.waitingRequests(), limits.waitingBytes()));
    }
  }

  private RequestQueue queue(Channel channel) {
    RequestQueue queue = waiting.get(channel);
    if (queue == null) {
      throw new IllegalArgumentException("clients send nothing on " + channel.wireName());
    }
    return queue;
  }

  /** Requests go to this process from now on. */
  void goTo(KernelClient process) {
    kernel = process;
  }

  /** The process is gone; tells what it took and has not answered. */
  List<Waiting> processEnded() {
    kernel = null;
    awaitingRoom.clear();
    return routes.forgetAll();
  }

  /** What waits is not to reach any process; takes it out. */
  List<Waiting> giveUp() {
    List<Waiting> all = new ArrayList<>();
    waiting.values().forEach(queue -> all.addAll(queue.removeAll()));
    return all;
  }

  /** The process that would get a request now, if there is one and nothing waits before it. */
  Optional<KernelClient> readyFor(Channel channel) {
    return queue(channel).isEmpty() ? Optional.ofNullable(kernel) : Optional.empty();
  }

  /**
   * Takes a request.
   *
   * @param frames it as it travels to {@code signedFor}, which may be another process by now
   */
  Fate take(
      KernelConnection connection,
      Waiting request,
      Optional<KernelClient> signedFor,
      List<byte[]> frames) {
    Optional<KernelClient> now = readyFor(request.channel());
    if (now.isPresent() && now.equals(signedFor) && now.get().offer(request.channel(), frames)) {
      routes.asked(request);
      return Fate.TAKEN;
    }
    RequestQueue queue = queue(request.channel());
    if (queue.isOverfull()) {
      return Fate.REFUSED;
    }
    queue.add(request);
    if (!queue.isFull()) {
      return Fate.TAKEN;
    }
    stopped.put(connection, request.channel());
    return Fate.TAKEN_AND_STOPPED;
  }

  /**
   * Hands the process what waits on a channel, as far as it takes it.
   *
   * @return the process, if {@link #roomAgain} is to be called when it takes more
   */
  Optional<KernelClient> flush(Channel channel) {
    RequestQueue queue = queue(channel);
    KernelClient process = kernel;
    while (process != null && queue.first().isPresent()) {
      Waiting request = queue.first().get();
      if (!process.offer(channel, process.frames(request.message()))) {
        return awaitingRoom.add(channel) ? Optional.of(process) : Optional.empty();
      }
      routes.asked(request);
      queue.removeFirst();
    }
    return Optional.empty();
  }

  /** A process takes more on a channel. */
  void roomAgain(Channel channel, KernelClient process) {
    if (kernel == process) {
      awaitingRoom.remove(channel);
    }
  }

  /** The connections that are to be read again, each told once. */
  List<KernelConnection> resumed() {
    List<KernelConnection> resumed = new ArrayList<>();
    stopped.forEach(
        (connection, channel) -> {
          if (queue(channel).hasRoom()) {
            resumed.add(connection);
          }
        });
    resumed.forEach(stopped::remove);
    return resumed;
  }

  /** This connection is none of those that are stopped any more. */
  void forget(KernelConnection connection) {
    stopped.remove(connection);
  }

  /** Nobody waits for this client's replies any more. */
  void forget(ClientQueue client) {
    routes.forget(client);
  }

  /** The client that asked what this is the reply to. */
  Optional<ClientQueue> recipient(Routing message) {
    return routes.recipient(message);
  }

  /** The reply to a request has come: nothing more will. */
  void answered(Routing reply) {
    routes.answered(reply);
  }

  int waiting() {
    return waiting.values().stream().mapToInt(RequestQueue::size).sum();
  }

  int stopped() {
    return stopped.size();
  }
}
