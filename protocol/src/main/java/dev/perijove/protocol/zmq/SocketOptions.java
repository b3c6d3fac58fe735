package dev.perijove.protocol.zmq;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * How one socket behaves.
 *
 * @param outboxCapacity messages that may wait in the outbox before {@link ChannelSocket#offer}
 *     refuses
 * @param peerCapacity messages ZeroMQ itself holds for (and from) each peer: its high-water mark
 * @param identity the routing id this socket shows to a ROUTER; empty: the peer invents one
 * @param maxMessageBytes largest message accepted; a longer frame closes the connection it came by,
 *     a longer sum of frames is dropped
 * @param subscribeAll for SUB: subscribe to every topic at once
 * @param linger how long messages already handed to ZeroMQ may still be delivered after closing
 * @param stallPatience for XPUB: how long a subscriber that does not read may hold up the others
 *     before its messages are dropped; they are counted in {@link ChannelSocket#dropped}
 */
public record SocketOptions(
    int outboxCapacity,
    int peerCapacity,
    Optional<byte[]> identity,
    long maxMessageBytes,
    boolean subscribeAll,
    Duration linger,
    Duration stallPatience) {

  private static final int MEBIBYTE = 1 << 20;

  public SocketOptions {
    if (outboxCapacity < 1 || peerCapacity < 1) {
      throw new IllegalArgumentException(
          "capacities must be at least 1, not " + outboxCapacity + " and " + peerCapacity);
    }
    if (maxMessageBytes < 1) {
      throw new IllegalArgumentException("maxMessageBytes must be at least 1");
    }
    requireNonNull(identity, "identity");
    requireNonNull(linger, "linger");
    requireNonNull(stallPatience, "stallPatience");
  }

  /** 1024 messages each way, 256 MiB a message, no identity, one second to linger. */
  public static SocketOptions defaults() {
    return new SocketOptions(
        1024,
        1000,
        Optional.empty(),
        256L * MEBIBYTE,
        false,
        Duration.ofSeconds(1),
        Duration.ofSeconds(5));
  }

  public SocketOptions withOutboxCapacity(int messages) {
    return new SocketOptions(
        messages, peerCapacity, identity, maxMessageBytes, subscribeAll, linger, stallPatience);
  }

  public SocketOptions withPeerCapacity(int messages) {
    return new SocketOptions(
        outboxCapacity, messages, identity, maxMessageBytes, subscribeAll, linger, stallPatience);
  }

  public SocketOptions withIdentity(byte[] bytes) {
    return new SocketOptions(
        outboxCapacity,
        peerCapacity,
        Optional.of(bytes.clone()),
        maxMessageBytes,
        subscribeAll,
        linger,
        stallPatience);
  }

  public SocketOptions withMaxMessageBytes(long bytes) {
    return new SocketOptions(
        outboxCapacity, peerCapacity, identity, bytes, subscribeAll, linger, stallPatience);
  }

  public SocketOptions withSubscribeAll() {
    return new SocketOptions(
        outboxCapacity, peerCapacity, identity, maxMessageBytes, true, linger, stallPatience);
  }

  public SocketOptions withLinger(Duration time) {
    return new SocketOptions(
        outboxCapacity, peerCapacity, identity, maxMessageBytes, subscribeAll, time, stallPatience);
  }

  public SocketOptions withStallPatience(Duration time) {
    return new SocketOptions(
        outboxCapacity, peerCapacity, identity, maxMessageBytes, subscribeAll, linger, time);
  }
}
