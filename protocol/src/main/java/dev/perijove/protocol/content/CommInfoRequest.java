package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Asks which comms are open, all or those of one target; "Comm info" in the Jupyter messaging
 * documentation.
 */
public record CommInfoRequest(Optional<String> targetName) implements Request {
  public CommInfoRequest {
    requireNonNull(targetName, "targetName");
  }
}
