package dev.perijove.gateway.channels;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.wire.Routing;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Requests on one channel that wait for a kernel that is starting or does not take more, in the
 * order they came. Bounded by count and bytes: a connection whose request fills it is not read
 * until {@link #hasRoom}, so it holds one message a connection beyond its bound; connections come
 * and go, and at twice its bound it {@linkplain #isOverfull takes no more}. Not thread-safe: {@link
 * KernelRequests} owns it.
 */
final class RequestQueue {

  /** One request; {@code sender} is who gets its reply. */
  record Waiting(Channel channel, RawMessage message, Routing routing, ClientQueue sender) {}

  private final int maxRequests;
  private final long maxBytes;
  private final Deque<Waiting> requests = new ArrayDeque<>();
  private long bytes;

  RequestQueue(int maxRequests, long maxBytes) {
    this.maxRequests = maxRequests;
    this.maxBytes = maxBytes;
  }

  void add(Waiting request) {
    requests.addLast(request);
    bytes += request.message().size();
  }

  Optional<Waiting> first() {
    return Optional.ofNullable(requests.peekFirst());
  }

  void removeFirst() {
    bytes -= requests.removeFirst().message().size();
  }

  /** Takes everything out. */
  List<Waiting> removeAll() {
    List<Waiting> all = List.copyOf(requests);
    requests.clear();
    bytes = 0;
    return all;
  }

  boolean isEmpty() {
    return requests.isEmpty();
  }

  boolean isFull() {
    return requests.size() >= maxRequests || bytes >= maxBytes;
  }

  /** Whether the next request is to be refused, whoever sends it. */
  boolean isOverfull() {
    return requests.size() >= 2L * maxRequests || bytes >= 2 * maxBytes;
  }

  /** Whether those who were stopped may go on: well below the bound, so that it is not at once. */
  boolean hasRoom() {
    return requests.size() <= maxRequests / 2 && bytes <= maxBytes / 2;
  }

  int size() {
    return requests.size();
  }
}
