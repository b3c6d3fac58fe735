package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

/**
 * Asks how the code may go on at the cursor; "Completion" in the Jupyter messaging documentation.
 *
 * @param cursorPos in code points
 */
public record CompleteRequest(String code, int cursorPos) implements Request {
  public CompleteRequest {
    requireNonNull(code, "code");
  }
}
