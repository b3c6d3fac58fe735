package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

/**
 * Asks whether the code may run or waits for another line; "Code completeness" in the Jupyter
 * messaging documentation.
 */
public record IsCompleteRequest(String code) implements Request {
  public IsCompleteRequest {
    requireNonNull(code, "code");
  }
}
