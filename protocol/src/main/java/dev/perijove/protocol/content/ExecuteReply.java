package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Answers {@link ExecuteRequest}; "Execution results" in the Jupyter messaging documentation. The
 * execution count stands in every shape; 0 when a kernel left it out.
 */
public sealed interface ExecuteReply extends Reply {
  /**
   * The code ran to its end.
   *
   * @param executionCount the kernel's counter after the request
   * @param userExpressions per name a MIME bundle with {@code status: ok}, or an error with {@code
   *     status: error}
   * @param payload deprecated page, set_next_input and other wishes to the client
   */
  record Ok(int executionCount, Map<String, JsonNode> userExpressions, List<JsonNode> payload)
      implements ExecuteReply {
    public Ok {
      userExpressions = Ordered.copy(userExpressions);
      payload = List.copyOf(payload);
    }
  }

  /** The request failed. */
  record Failed(int executionCount, String ename, String evalue, List<String> traceback)
      implements ExecuteReply, Reply.Failed {
    public Failed {
      requireNonNull(ename, "ename");
      requireNonNull(evalue, "evalue");
      traceback = List.copyOf(traceback);
    }
  }

  /** The request was never tried. */
  record Aborted(int executionCount) implements ExecuteReply, Reply.Aborted {}

  /** Success without payload. */
  static ExecuteReply ok(int executionCount, Map<String, JsonNode> userExpressions) {
    return new Ok(executionCount, userExpressions, List.of());
  }

  /** The failure that {@code error} shows on iopub. */
  static ExecuteReply failed(int executionCount, ErrorOutput error) {
    return new Failed(executionCount, error.ename(), error.evalue(), error.traceback());
  }

  /** An earlier request failed with {@code stop_on_error}. */
  static ExecuteReply aborted(int executionCount) {
    return new Aborted(executionCount);
  }

  /** The kernel's counter after the request. */
  int executionCount();
}
