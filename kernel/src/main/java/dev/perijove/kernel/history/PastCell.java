package dev.perijove.kernel.history;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A cell that was run.
 *
 * @param session which start of the kernel it belongs to
 * @param number its execution count there
 * @param output the value it ended with, as text
 */
public record PastCell(int session, int number, String input, Optional<String> output) {
  public PastCell {
    requireNonNull(input, "input");
    requireNonNull(output, "output");
  }
}
