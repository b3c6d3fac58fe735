package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

/** Tells every client which code runs now; "Code inputs" in the Jupyter messaging documentation. */
public record ExecuteInput(String code, int executionCount) implements Content {
  public ExecuteInput {
    requireNonNull(code, "code");
  }
}
