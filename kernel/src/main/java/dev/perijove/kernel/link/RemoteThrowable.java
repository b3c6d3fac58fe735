package dev.perijove.kernel.link;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A {@link Throwable} as it crosses the link.
 *
 * @param className binary name of its class
 * @param frames its stack trace, innermost first
 */
public record RemoteThrowable(
    String className,
    Optional<String> message,
    List<StackTraceElement> frames,
    Optional<RemoteThrowable> cause,
    List<RemoteThrowable> suppressed) {

  /** Causes and suppressed ones may nest this deep; the codec refuses more. */
  public static final int MAX_DEPTH = 32;

  public RemoteThrowable {
    requireNonNull(className, "className");
    requireNonNull(message, "message");
    frames = List.copyOf(frames);
    requireNonNull(cause, "cause");
    suppressed = List.copyOf(suppressed);
  }
}
