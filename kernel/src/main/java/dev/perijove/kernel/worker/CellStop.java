package dev.perijove.kernel.worker;

import dev.perijove.kernel.link.LinkMessage.Rung;

/**
 * Unwinds user code that an interrupt stops. An {@link Error} of our own, so that no {@code catch}
 * of a user's means it, and so that it is told from anything the user's code throws.
 */
public final class CellStop extends Error {
  private static final long serialVersionUID = 1L;

  private final Rung rung;

  CellStop(Rung rung) {
    super("the cell was interrupted", null, false, false); // has no stack: nobody looks at it
    this.rung = rung;
  }

  Rung rung() {
    return rung;
  }
}
