package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

/**
 * Asks what stands at the cursor; "Introspection" in the Jupyter messaging documentation.
 *
 * @param cursorPos in code points
 * @param detailLevel 0, or 1 for everything there is to know
 */
public record InspectRequest(String code, int cursorPos, int detailLevel) implements Request {
  public InspectRequest {
    requireNonNull(code, "code");
  }
}
