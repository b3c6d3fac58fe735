package dev.perijove.kernel.engine;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A cell's failure as the {@code error} message shows it ("Execution errors" in the Jupyter
 * messaging documentation).
 *
 * @param name the exception's class, or {@code CompilationError}
 * @param value its message; empty where it has none
 * @param traceback lines to print, with ANSI colours
 */
public record CellError(String name, String value, List<String> traceback) {
  public CellError {
    requireNonNull(name, "name");
    requireNonNull(value, "value");
    traceback = List.copyOf(traceback);
  }
}
