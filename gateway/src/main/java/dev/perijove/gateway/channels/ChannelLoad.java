package dev.perijove.gateway.channels;

/**
 * How full the queues of one kernel's channels are.
 *
 * @param journalMessages messages not every client has been written
 * @param journalBytes their bytes
 * @param dropped messages that were dropped before every client had them, ever
 * @param waitingRequests requests the kernel has not taken yet
 * @param stoppedClients clients that are not read because too many requests wait
 */
public record ChannelLoad(
    int journalMessages,
    long journalBytes,
    long dropped,
    int waitingRequests,
    int stoppedClients) {}
