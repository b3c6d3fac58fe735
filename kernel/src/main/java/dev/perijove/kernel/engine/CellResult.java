package dev.perijove.kernel.engine;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/** What came of running a cell. */
public sealed interface CellResult {

  /**
   * What the person should know and no exception tells: variables that a redefined class emptied, a
   * method that waits for another, a compiler warning that was asked for. One sentence each, for
   * the cell's standard error.
   */
  List<String> warnings();

  /**
   * The cell ended with a value to show.
   *
   * @param bundle the value by MIME type, {@code text/plain} first
   */
  record Value(Map<String, String> bundle, List<String> warnings) implements CellResult {
    public Value {
      requireNonNull(bundle, "bundle");
      warnings = List.copyOf(warnings);
    }

    public Value(Map<String, String> bundle) {
      this(bundle, List.of());
    }
  }

  /** The cell ended and has nothing to show. */
  record Nothing(List<String> warnings) implements CellResult {
    public Nothing {
      warnings = List.copyOf(warnings);
    }

    public Nothing() {
      this(List.of());
    }
  }

  /** The cell did not compile, or its code threw. */
  record Failed(CellError error, List<String> warnings) implements CellResult {
    public Failed {
      requireNonNull(error, "error");
      warnings = List.copyOf(warnings);
    }

    public Failed(CellError error) {
      this(error, List.of());
    }
  }

  /** The person stopped the cell; the program's state is kept. */
  record Interrupted(CellError error, List<String> warnings) implements CellResult {
    public Interrupted {
      requireNonNull(error, "error");
      warnings = List.copyOf(warnings);
    }

    public Interrupted(CellError error) {
      this(error, List.of());
    }
  }

  /** The user's program died; the engine has already been given a fresh, empty one. */
  record WorkerLost(CellError error, List<String> warnings) implements CellResult {
    public WorkerLost {
      requireNonNull(error, "error");
      warnings = List.copyOf(warnings);
    }

    public WorkerLost(CellError error) {
      this(error, List.of());
    }
  }
}
