package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

/**
 * Greets a new subscriber of iopub; "Welcome message" in the Jupyter messaging documentation.
 *
 * @param subscription the topic, empty for all
 */
public record IopubWelcome(String subscription) implements Content {
  public IopubWelcome {
    requireNonNull(subscription, "subscription");
  }
}
