package dev.perijove.protocol.connection;

import java.util.Locale;
import java.util.Optional;

/** How the sockets of a kernel are reached. */
public enum Transport {
  TCP,
  IPC;

  /** As a connection file spells it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Empty for a transport Jupyter does not know. */
  public static Optional<Transport> of(String wireName) {
    for (Transport transport : values()) {
      if (transport.wireName().equals(wireName)) {
        return Optional.of(transport);
      }
    }
    return Optional.empty();
  }
}
