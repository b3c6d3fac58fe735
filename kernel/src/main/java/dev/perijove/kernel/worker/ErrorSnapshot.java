package dev.perijove.kernel.worker;

import dev.perijove.kernel.link.RemoteThrowable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes a {@link Throwable} apart for the link. Its methods are user code, so they may throw, lie,
 * or answer with a new cause each time: everything is bounded, and each throwable is told once.
 */
final class ErrorSnapshot {
  private static final int MAX_DEPTH = RemoteThrowable.MAX_DEPTH;
  private static final int MAX_THROWABLES = 100;
  private static final int MAX_FRAMES = 2048;
  private static final int MAX_MESSAGE_CHARS = 100_000;

  private final Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());

  private ErrorSnapshot() {}

  static RemoteThrowable of(Throwable error) {
    return new ErrorSnapshot().take(error, 0);
  }

  private RemoteThrowable take(Throwable error, int depth) {
    told.add(error);
    return new RemoteThrowable(
        error.getClass().getName(),
        message(error),
        frames(error),
        cause(error).filter(cause -> mayTell(cause, depth)).map(cause -> take(cause, depth + 1)),
        suppressed(error, depth));
  }

  private boolean mayTell(Throwable error, int depth) {
    return depth < MAX_DEPTH && told.size() < MAX_THROWABLES && !told.contains(error);
  }

  private List<RemoteThrowable> suppressed(Throwable error, int depth) {
    List<RemoteThrowable> taken = new ArrayList<>();
    for (Throwable each : error.getSuppressed()) {
      if (mayTell(each, depth)) {
        taken.add(take(each, depth + 1));
      }
    }
    return taken;
  }

  private static Optional<String> message(Throwable error) {
    try {
      return Optional.ofNullable(error.getLocalizedMessage()).map(ErrorSnapshot::shortened);
    } catch (CellStop stop) {
      throw stop;
    } catch (Throwable broken) {
      return Optional.of("(its getMessage() threw " + broken.getClass().getName() + ")");
    }
  }

  private static String shortened(String message) {
    return message.length() <= MAX_MESSAGE_CHARS
        ? message
        : message.substring(0, MAX_MESSAGE_CHARS) + "… (" + message.length() + " characters)";
  }

  private static Optional<Throwable> cause(Throwable error) {
    try {
      return Optional.ofNullable(error.getCause());
    } catch (CellStop stop) {
      throw stop;
    } catch (Throwable broken) {
      return Optional.empty();
    }
  }

  private static List<StackTraceElement> frames(Throwable error) {
    try {
      StackTraceElement @Nullable [] frames = error.getStackTrace();
      return frames == null
          ? List.of()
          : List.of(Arrays.copyOf(frames, Math.min(frames.length, MAX_FRAMES)));
    } catch (CellStop stop) {
      throw stop;
    } catch (Throwable broken) {
      return List.of();
    }
  }
}
