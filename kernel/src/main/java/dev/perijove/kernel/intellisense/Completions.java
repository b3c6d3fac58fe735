package dev.perijove.kernel.intellisense;

import java.util.List;

/**
 * What could stand at the cursor, best first.
 *
 * @param start where the replaced text begins, in code points
 * @param end where it ends, in code points
 */
public record Completions(List<Completion> matches, int start, int end) {
  public Completions {
    matches = List.copyOf(matches);
  }
}
