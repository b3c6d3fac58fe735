package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import tools.jackson.databind.JsonNode;

/** Says something over a comm; "Comm Messages" in the Jupyter messaging documentation. */
public record CommMsg(String commId, JsonNode data) implements Content {
  public CommMsg {
    requireNonNull(commId, "commId");
    requireNonNull(data, "data");
  }
}
