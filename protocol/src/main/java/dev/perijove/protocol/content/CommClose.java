package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import tools.jackson.databind.JsonNode;

/** Closes a comm; "Tearing Down Comms" in the Jupyter messaging documentation. */
public record CommClose(String commId, JsonNode data) implements Content {
  public CommClose {
    requireNonNull(commId, "commId");
    requireNonNull(data, "data");
  }
}
