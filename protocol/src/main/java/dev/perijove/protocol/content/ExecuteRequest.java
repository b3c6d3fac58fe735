package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * Asks the kernel to run code; "Execute" in the Jupyter messaging documentation.
 *
 * @param silent run without a trace: no output, no result, no history, no execution count
 * @param storeHistory remember the code; see {@link #storesHistory} for what counts in the end
 * @param userExpressions expressions to evaluate after the code, by a name of the client's
 * @param allowStdin the client answers {@code input_request}s
 * @param stopOnError an error aborts the execute requests that are already waiting
 */
public record ExecuteRequest(
    String code,
    boolean silent,
    boolean storeHistory,
    Map<String, String> userExpressions,
    boolean allowStdin,
    boolean stopOnError)
    implements Request {
  public ExecuteRequest {
    requireNonNull(code, "code");
    userExpressions = Ordered.copy(userExpressions);
  }

  /** Code to run as a cell: everything else at the documented default. */
  public static ExecuteRequest of(String code) {
    return new ExecuteRequest(code, false, true, Map.of(), true, true);
  }

  /** Silent code leaves no history, whatever {@link #storeHistory} says. */
  public boolean storesHistory() {
    return storeHistory && !silent;
  }
}
