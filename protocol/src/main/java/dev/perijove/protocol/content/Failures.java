package dev.perijove.protocol.content;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The failed reply to each type of request. */
final class Failures {
  private static final String REQUEST = "_request";
  private static final String REPLY = "_reply";

  private Failures() {}

  static Optional<Content> of(String requestType, ErrorOutput error) {
    if (!requestType.endsWith(REQUEST)) {
      return Optional.empty();
    }
    String name = requestType.substring(0, requestType.length() - REQUEST.length()) + REPLY;
    return Optional.of(
        MessageType.of(name)
            .<Content>map(type -> known(type, error.ename(), error.evalue(), error.traceback()))
            .orElseGet(() -> new UnknownContent(name, unknown(error))));
  }

  private static Reply known(
      MessageType reply, String ename, String evalue, List<String> traceback) {
    return switch (reply) {
      case EXECUTE_REPLY -> new ExecuteReply.Failed(0, ename, evalue, traceback);
      case INSPECT_REPLY -> new InspectReply.Failed(ename, evalue, traceback);
      case COMPLETE_REPLY -> new CompleteReply.Failed(ename, evalue, traceback);
      case HISTORY_REPLY -> new HistoryReply.Failed(ename, evalue, traceback);
      case IS_COMPLETE_REPLY -> new IsCompleteReply.Failed(ename, evalue, traceback);
      case CONNECT_REPLY -> new ConnectReply.Failed(ename, evalue, traceback);
      case COMM_INFO_REPLY -> new CommInfoReply.Failed(ename, evalue, traceback);
      case KERNEL_INFO_REPLY -> new KernelInfoReply.Failed(ename, evalue, traceback);
      case INTERRUPT_REPLY -> new InterruptReply.Failed(ename, evalue, traceback);
      case SHUTDOWN_REPLY -> new ShutdownReply.Failed(ename, evalue, traceback);
      case CREATE_SUBSHELL_REPLY -> new CreateSubshellReply.Failed(ename, evalue, traceback);
      case DELETE_SUBSHELL_REPLY -> new DeleteSubshellReply.Failed(ename, evalue, traceback);
      case LIST_SUBSHELL_REPLY -> new ListSubshellReply.Failed(ename, evalue, traceback);
      case INPUT_REPLY -> new InputReply.Failed(ename, evalue, traceback);
      case DEBUG_REPLY -> new DebugReply(debugger(evalue));
      default -> throw new IllegalArgumentException(reply.wireName() + " is no reply");
    };
  }

  /** The Debug Adapter Protocol's own way to say it. */
  private static ObjectNode debugger(String message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "response")
        .put("success", false)
        .put("message", message);
  }

  private static ObjectNode unknown(ErrorOutput error) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("status", "error").put("ename", error.ename()).put("evalue", error.evalue());
    error.traceback().forEach(content.putArray("traceback")::add);
    return content;
  }
}
