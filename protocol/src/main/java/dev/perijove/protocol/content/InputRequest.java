package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

/**
 * The kernel asks its client for a line; "Messages on the stdin channel" in the Jupyter messaging
 * documentation.
 *
 * @param password do not show what is typed
 */
public record InputRequest(String prompt, boolean password) implements Request {
  public InputRequest {
    requireNonNull(prompt, "prompt");
  }
}
