package dev.perijove.gateway.channels;

import java.util.Set;

/**
 * The bounds of one kernel's channels.
 *
 * @param journalMessages messages kept for clients that have not taken them yet
 * @param journalBytes bytes kept for them
 * @param waitingRequests requests that may wait, on each of the channels, for a kernel that does
 *     not take them yet
 * @param waitingBytes bytes of such requests, on each of the channels
 * @param rememberedSessions clients that went away and may come back to what they missed
 * @param allowedMessageTypes message types clients may send; empty allows every type
 */
public record ChannelLimits(
    int journalMessages,
    long journalBytes,
    int waitingRequests,
    long waitingBytes,
    int rememberedSessions,
    Set<String> allowedMessageTypes) {

  private static final long MEBIBYTE = 1L << 20;

  public ChannelLimits {
    if (journalMessages < 1 || journalBytes < 1 || waitingRequests < 1 || waitingBytes < 1) {
      throw new IllegalArgumentException("the bounds of a kernel's channels must be at least 1");
    }
    if (rememberedSessions < 0) {
      throw new IllegalArgumentException("rememberedSessions must not be negative");
    }
    allowedMessageTypes = Set.copyOf(allowedMessageTypes);
  }

  /** 20,000 messages and 64 MiB each way, eight remembered clients, every message type. */
  public static ChannelLimits defaults() {
    return new ChannelLimits(20_000, 64 * MEBIBYTE, 1_000, 64 * MEBIBYTE, 8, Set.of());
  }

  /** The same with other bounds of what is kept for clients. */
  public ChannelLimits withJournal(int messages, long bytes) {
    return new ChannelLimits(
        messages, bytes, waitingRequests, waitingBytes, rememberedSessions, allowedMessageTypes);
  }

  /** The same with other bounds of what waits for the kernel. */
  public ChannelLimits withWaiting(int requests, long bytes) {
    return new ChannelLimits(
        journalMessages, journalBytes, requests, bytes, rememberedSessions, allowedMessageTypes);
  }

  /** The same with only these message types let through from clients. */
  public ChannelLimits withAllowedMessageTypes(Set<String> types) {
    return new ChannelLimits(
        journalMessages, journalBytes, waitingRequests, waitingBytes, rememberedSessions, types);
  }

  boolean allows(String messageType) {
    return allowedMessageTypes.isEmpty() || allowedMessageTypes.contains(messageType);
  }
}
