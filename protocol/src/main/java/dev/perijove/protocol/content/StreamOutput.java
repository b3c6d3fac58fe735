package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

/**
 * Text the user's program printed; "Streams" in the Jupyter messaging documentation.
 *
 * @param name {@code stdout} or {@code stderr}
 */
public record StreamOutput(String name, String text) implements Content {
  public StreamOutput {
    requireNonNull(name, "name");
    requireNonNull(text, "text");
  }

  /** Text printed to standard output. */
  public static StreamOutput stdout(String text) {
    return new StreamOutput("stdout", text);
  }

  /** Text printed to standard error. */
  public static StreamOutput stderr(String text) {
    return new StreamOutput("stderr", text);
  }
}
