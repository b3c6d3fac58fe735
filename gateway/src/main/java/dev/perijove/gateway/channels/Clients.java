package dev.perijove.gateway.channels;

import dev.perijove.gateway.channels.ClientQueue.Outgoing;
import dev.perijove.protocol.Channel;
import dev.perijove.protocol.RawMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The clients of one kernel, those that are there and those that may come back, and the journal
 * they read. Not thread-safe: {@link KernelChannels} guards it.
 */
final class Clients {

  private final int rememberedSessions;
  private final OutputJournal journal;

  /** By session id; those that went away longest ago come first. */
  private final Map<String, ClientQueue> bySession = new LinkedHashMap<>();

  Clients(ChannelLimits limits) {
    this.rememberedSessions = limits.rememberedSessions();
    this.journal = new OutputJournal(limits.journalMessages(), limits.journalBytes());
  }

  /**
   * Lets a connection in, as a new client or as one that comes back, and tells it a state.
   *
   * @return the connection this client had until now
   */
  Optional<KernelConnection> connect(
      KernelConnection connection, Optional<String> sessionId, String executionState) {
    String id = sessionId.orElseGet(() -> "anonymous-" + UUID.randomUUID());
    ClientQueue client =
        bySession.computeIfAbsent(
            id, key -> new ClientQueue(key, journal.lastPosition(), System::nanoTime));
    Optional<KernelConnection> replaced = client.connection();
    client.connect(connection);
    connection.serves(client);
    append(
        Channel.IOPUB,
        GatewayMessages.status(executionState),
        "status",
        Optional.of(client),
        new ArrayList<>());
    return replaced;
  }

  /**
   * Lets a connection go. Does nothing if its client has another one by now.
   *
   * @return the clients that are forgotten
   */
  List<ClientQueue> disconnect(KernelConnection connection, boolean remember) {
    ClientQueue client = connection.client();
    if (client == null || !client.isConnectedBy(connection)) {
      return List.of();
    }
    client.disconnect();
    bySession.remove(client.sessionId());
    List<ClientQueue> forgotten = new ArrayList<>();
    if (remember) {
      bySession.put(client.sessionId(), client);
      forgotten.addAll(forgetOldest());
    } else {
      forgotten.add(client);
    }
    forgetWhatEverybodyHas();
    return forgotten;
  }

  private List<ClientQueue> forgetOldest() {
    List<ClientQueue> away =
        bySession.values().stream().filter(client -> client.connection().isEmpty()).toList();
    List<ClientQueue> tooMany = away.subList(0, Math.max(0, away.size() - rememberedSessions));
    tooMany.forEach(client -> bySession.remove(client.sessionId()));
    return tooMany;
  }

  /**
   * Puts a message into the journal.
   *
   * @param wake gets the connections that have something to write now
   */
  void append(
      Channel channel,
      RawMessage message,
      String messageType,
      Optional<ClientQueue> recipient,
      List<KernelConnection> wake) {
    forgetWhatEverybodyHas();
    if (bySession.isEmpty()) {
      return;
    }
    for (JournalEntry dropped : journal.append(channel, message, messageType, recipient)) {
      bySession.values().forEach(client -> client.dropped(dropped));
    }
    if (recipient.isPresent()) {
      recipient.get().connection().ifPresent(wake::add);
    } else {
      bySession.values().forEach(client -> client.connection().ifPresent(wake::add));
    }
  }

  private void forgetWhatEverybodyHas() {
    journal.forgetThrough(
        bySession.values().stream()
            .mapToLong(ClientQueue::writtenPosition)
            .min()
            .orElse(journal.lastPosition()));
  }

  /** What to write next to a client; empty when it has everything, or is not this connection's. */
  List<Outgoing> take(ClientQueue client, KernelConnection connection) {
    return client.isConnectedBy(connection) ? client.take(journal) : List.of();
  }

  Optional<ClientQueue> find(String sessionId) {
    return Optional.ofNullable(bySession.get(sessionId));
  }

  List<KernelConnection> connected() {
    return bySession.values().stream()
        .map(ClientQueue::connection)
        .flatMap(Optional::stream)
        .toList();
  }

  OutputJournal journal() {
    return journal;
  }
}
