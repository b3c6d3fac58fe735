package dev.perijove.protocol.kernelspec;

import java.util.Locale;
import java.util.Optional;

/** How a kernel wants to be interrupted ("Kernel specs" in the Jupyter client documentation). */
public enum InterruptMode {
  /** By SIGINT to its process; the default. */
  SIGNAL,
  /** By an {@code interrupt_request} on the control channel. */
  MESSAGE;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** In any case; empty for a mode Jupyter does not know. */
  public static Optional<InterruptMode> of(String wireName) {
    for (InterruptMode mode : values()) {
      if (mode.wireName().equalsIgnoreCase(wireName)) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }
}
