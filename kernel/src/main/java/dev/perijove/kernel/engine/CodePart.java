package dev.perijove.kernel.engine;

import static java.util.Objects.requireNonNull;

/**
 * A part of a cell that JShell takes as one.
 *
 * @param code from its first token to the next part
 * @param offset where it begins in the cell, in chars
 * @param form what it is, as far as it is written
 */
public record CodePart(String code, int offset, Form form) {

  /** What a part of a cell declares or does. */
  public enum Form {
    IMPORT,
    VARIABLE,
    METHOD,
    TYPE,
    /** An expression, or any other statement. */
    STATEMENT
  }

  public CodePart {
    requireNonNull(code, "code");
    requireNonNull(form, "form");
  }
}
