package dev.perijove.kernel.engine;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** What came of running a cell. */
public sealed interface CellResult {

  /**
   * The cell ended with a value to show.
   *
   * @param bundle the value by MIME type, {@code text/plain} first
   */
  record Value(Map<String, String> bundle) implements CellResult {
    public Value {
      requireNonNull(bundle, "bundle");
    }
  }

  /** The cell ended and has nothing to show. */
  record Nothing() implements CellResult {}

  /** The cell did not compile, or its code threw. */
  record Failed(CellError error) implements CellResult {
    public Failed {
      requireNonNull(error, "error");
    }
  }

  /** The person stopped the cell; the program's state is kept. */
  record Interrupted(CellError error) implements CellResult {
    public Interrupted {
      requireNonNull(error, "error");
    }
  }

  /** The user's program died; the engine has already been given a fresh, empty one. */
  record WorkerLost(CellError error) implements CellResult {
    public WorkerLost {
      requireNonNull(error, "error");
    }
  }
}
