package dev.perijove.kernel.requests;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Remembers by which request each cell came, so that a thread that outlives its cell still prints
 * under it. Knows the last {@value #CAPACITY} cells; what an older one prints goes to the cell that
 * runs, or ran last. Thread-safe.
 */
public final class CellOrigins {
  private static final int CAPACITY = 1024;

  private final Map<Long, CellOrigin> origins =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, CellOrigin> eldest) {
          return size() > CAPACITY;
        }
      };

  private long last;
  private boolean running;
  private Optional<String> page = Optional.empty();

  /** A cell begins; returns the number its output is reported under, unique in this kernel. */
  synchronized long begin(CellOrigin origin) {
    last++;
    running = true;
    origins.put(last, origin);
    return last;
  }

  /** The cell that began last has ended. */
  synchronized void end() {
    running = false;
    page = Optional.empty();
  }

  /**
   * A cell has a text for its client's pager, which goes with its reply; the last one counts. A
   * cell that has ended has had its reply, so the text is dropped.
   */
  public synchronized void page(long cell, String text) {
    if (running && cell == last) {
      page = Optional.of(text);
    }
  }

  /** What the running cell has for the pager. */
  synchronized Optional<String> page() {
    return page;
  }

  /** Where output of a cell belongs; empty before the first cell. */
  public synchronized Optional<CellOrigin> of(long cell) {
    CellOrigin known = origins.get(cell);
    return Optional.ofNullable(known == null ? origins.get(last) : known);
  }

  /** The number of the cell that runs now. */
  public synchronized OptionalLong running() {
    return running ? OptionalLong.of(last) : OptionalLong.empty();
  }
}
