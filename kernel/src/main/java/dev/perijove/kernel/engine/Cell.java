package dev.perijove.kernel.engine;

import static java.util.Objects.requireNonNull;

/**
 * Code to run, as a person sent it.
 *
 * @param id unique in the life of the kernel; output is reported under it
 * @param number the execution count, shown as {@code In[number]}
 * @param source plain Java, with any line ends
 */
public record Cell(long id, int number, String source) {
  public Cell {
    requireNonNull(source, "source");
  }
}
