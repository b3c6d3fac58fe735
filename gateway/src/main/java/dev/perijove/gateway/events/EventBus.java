package dev.perijove.gateway.events;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Hands every event to all who are subscribed, and keeps none. All subscribers see the events in
 * the same order. Thread-safe.
 */
public final class EventBus {
  private final Set<Consumer<String>> subscribers = ConcurrentHashMap.newKeySet();

  /** Hands out an event; does not wait for those who read it. */
  public void publish(Event event) {
    if (subscribers.isEmpty()) {
      return;
    }
    String frame = event.toJson();
    synchronized (this) {
      subscribers.forEach(subscriber -> subscriber.accept(frame));
    }
  }

  /**
   * Subscribes.
   *
   * @param subscriber gets events as JSON, one after the other on any thread; must not block, so
   *     what it keeps for a slow reader is its own to bound
   */
  void subscribe(Consumer<String> subscriber) {
    subscribers.add(subscriber);
  }

  /** Ends a subscription; an event that is just handed out may still come. */
  void unsubscribe(Consumer<String> subscriber) {
    subscribers.remove(subscriber);
  }
}
