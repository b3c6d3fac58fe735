package dev.perijove.kernel.engine;

import static java.util.Objects.requireNonNull;

/**
 * Whether code can be run as it is ("Code completeness" in the Jupyter messaging documentation).
 *
 * @param indent what the next line should start with; empty unless {@link Status#INCOMPLETE}
 */
public record Completeness(Status status, String indent) {

  /** The four answers a kernel may give. */
  public enum Status {
    COMPLETE,
    INCOMPLETE,
    INVALID,
    UNKNOWN
  }

  public Completeness {
    requireNonNull(status, "status");
    requireNonNull(indent, "indent");
  }

  static Completeness of(Status status) {
    return new Completeness(status, "");
  }
}
