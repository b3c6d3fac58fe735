package dev.perijove.protocol.wire;

import dev.perijove.protocol.content.ConnectRequest;
import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.CreateSubshellRequest;
import dev.perijove.protocol.content.InterruptRequest;
import dev.perijove.protocol.content.KernelInfoRequest;
import dev.perijove.protocol.content.ListSubshellRequest;
import dev.perijove.protocol.content.MessageType;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The format of every message type. */
final class ContentFormats {
  private static final Map<MessageType, ContentFormat<?>> BY_TYPE = byType();

  private ContentFormats() {}

  static Content read(MessageType type, Fields fields) throws MalformedMessageException {
    return format(type).reading().read(fields);
  }

  /** The format of a type takes the records of that type: {@link #formatOf} says so, once. */
  @SuppressWarnings("unchecked")
  static void write(MessageType type, Content content, ObjectNode out) {
    ((ContentFormat<Content>) format(type)).writing().write(content, out);
  }

  private static ContentFormat<?> format(MessageType type) {
    ContentFormat<?> format = BY_TYPE.get(type);
    if (format == null) {
      throw new IllegalStateException("no format for " + type);
    }
    return format;
  }

  private static Map<MessageType, ContentFormat<?>> byType() {
    Map<MessageType, ContentFormat<?>> formats = new EnumMap<>(MessageType.class);
    for (MessageType type : MessageType.values()) {
      formats.put(type, formatOf(type));
    }
    return formats;
  }

  private static ContentFormat<?> formatOf(MessageType type) {
    return switch (type) {
      case EXECUTE_REQUEST -> ExecuteFormats.REQUEST;
      case EXECUTE_REPLY -> ExecuteFormats.REPLY;
      case INSPECT_REQUEST -> CodeFormats.INSPECT_REQUEST;
      case INSPECT_REPLY -> CodeFormats.INSPECT_REPLY;
      case COMPLETE_REQUEST -> CodeFormats.COMPLETE_REQUEST;
      case COMPLETE_REPLY -> CodeFormats.COMPLETE_REPLY;
      case HISTORY_REQUEST -> HistoryFormats.REQUEST;
      case HISTORY_REPLY -> HistoryFormats.REPLY;
      case IS_COMPLETE_REQUEST -> CodeFormats.IS_COMPLETE_REQUEST;
      case IS_COMPLETE_REPLY -> CodeFormats.IS_COMPLETE_REPLY;
      case CONNECT_REQUEST -> ContentFormat.empty(ConnectRequest::new);
      case CONNECT_REPLY -> KernelFormats.CONNECT_REPLY;
      case COMM_INFO_REQUEST -> CommFormats.INFO_REQUEST;
      case COMM_INFO_REPLY -> CommFormats.INFO_REPLY;
      case KERNEL_INFO_REQUEST -> ContentFormat.empty(KernelInfoRequest::new);
      case KERNEL_INFO_REPLY -> KernelInfoFormats.REPLY;
      case INTERRUPT_REQUEST -> ContentFormat.empty(InterruptRequest::new);
      case INTERRUPT_REPLY -> KernelFormats.INTERRUPT_REPLY;
      case SHUTDOWN_REQUEST -> KernelFormats.SHUTDOWN_REQUEST;
      case SHUTDOWN_REPLY -> KernelFormats.SHUTDOWN_REPLY;
      case DEBUG_REQUEST -> KernelFormats.DEBUG_REQUEST;
      case DEBUG_REPLY -> KernelFormats.DEBUG_REPLY;
      case CREATE_SUBSHELL_REQUEST -> ContentFormat.empty(CreateSubshellRequest::new);
      case CREATE_SUBSHELL_REPLY -> KernelFormats.CREATE_SUBSHELL_REPLY;
      case DELETE_SUBSHELL_REQUEST -> KernelFormats.DELETE_SUBSHELL_REQUEST;
      case DELETE_SUBSHELL_REPLY -> KernelFormats.DELETE_SUBSHELL_REPLY;
      case LIST_SUBSHELL_REQUEST -> ContentFormat.empty(ListSubshellRequest::new);
      case LIST_SUBSHELL_REPLY -> KernelFormats.LIST_SUBSHELL_REPLY;
      case INPUT_REQUEST -> ExecuteFormats.STDIN_REQUEST;
      case INPUT_REPLY -> ExecuteFormats.STDIN_REPLY;
      case STATUS -> DisplayFormats.STATUS;
      case STREAM -> DisplayFormats.STREAM;
      case DISPLAY_DATA -> DisplayFormats.DATA;
      case UPDATE_DISPLAY_DATA -> DisplayFormats.UPDATE;
      case EXECUTE_RESULT -> ExecuteFormats.RESULT;
      case EXECUTE_INPUT -> ExecuteFormats.INPUT;
      case ERROR -> ExecuteFormats.ERROR;
      case CLEAR_OUTPUT -> DisplayFormats.CLEAR;
      case COMM_OPEN -> CommFormats.OPEN;
      case COMM_MSG -> CommFormats.MSG;
      case COMM_CLOSE -> CommFormats.CLOSE;
      case DEBUG_EVENT -> KernelFormats.DEBUG_EVENT;
      case IOPUB_WELCOME -> DisplayFormats.WELCOME;
    };
  }
}
