package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

/** Asks to end a subshell; "Kernel subshells" in the Jupyter messaging documentation. */
public record DeleteSubshellRequest(String subshellId) implements Request {
  public DeleteSubshellRequest {
    requireNonNull(subshellId, "subshellId");
  }
}
