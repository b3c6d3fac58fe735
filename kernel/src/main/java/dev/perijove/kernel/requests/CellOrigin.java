package dev.perijove.kernel.requests;

import static java.util.Objects.requireNonNull;

import dev.perijove.protocol.Header;
import java.util.List;

/**
 * The request a cell came by: where its output belongs and who can be asked for input.
 *
 * @param allowStdin the client answers questions
 * @param silent nothing of the cell is published
 */
public record CellOrigin(
    Header parent, List<byte[]> identities, boolean allowStdin, boolean silent) {
  public CellOrigin {
    requireNonNull(parent, "parent");
    requireNonNull(identities, "identities");
  }
}
