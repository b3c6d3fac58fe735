package dev.perijove.kernel.engine;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A Throwable of the user's program, as it was when thrown.
 *
 * @param className binary name of its class
 * @param message what {@link Throwable#getLocalizedMessage} gave
 * @param frames its stack trace, innermost first, unfiltered
 */
public record ThrownError(
    String className,
    Optional<String> message,
    List<StackTraceElement> frames,
    Optional<ThrownError> cause,
    List<ThrownError> suppressed) {
  public ThrownError {
    requireNonNull(className, "className");
    requireNonNull(message, "message");
    frames = List.copyOf(frames);
    requireNonNull(cause, "cause");
    suppressed = List.copyOf(suppressed);
  }
}
