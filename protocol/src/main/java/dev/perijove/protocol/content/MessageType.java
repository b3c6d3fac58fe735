package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every message type of the protocol with the record that holds its content. */
public enum MessageType {
  EXECUTE_REQUEST(ExecuteRequest.class),
  EXECUTE_REPLY(ExecuteReply.class),
  INSPECT_REQUEST(InspectRequest.class),
  INSPECT_REPLY(InspectReply.class),
  COMPLETE_REQUEST(CompleteRequest.class),
  COMPLETE_REPLY(CompleteReply.class),
  HISTORY_REQUEST(HistoryRequest.class),
  HISTORY_REPLY(HistoryReply.class),
  IS_COMPLETE_REQUEST(IsCompleteRequest.class),
  IS_COMPLETE_REPLY(IsCompleteReply.class),
  CONNECT_REQUEST(ConnectRequest.class),
  CONNECT_REPLY(ConnectReply.class),
  COMM_INFO_REQUEST(CommInfoRequest.class),
  COMM_INFO_REPLY(CommInfoReply.class),
  KERNEL_INFO_REQUEST(KernelInfoRequest.class),
  KERNEL_INFO_REPLY(KernelInfoReply.class),
  INTERRUPT_REQUEST(InterruptRequest.class),
  INTERRUPT_REPLY(InterruptReply.class),
  SHUTDOWN_REQUEST(ShutdownRequest.class),
  SHUTDOWN_REPLY(ShutdownReply.class),
  DEBUG_REQUEST(DebugRequest.class),
  DEBUG_REPLY(DebugReply.class),
  CREATE_SUBSHELL_REQUEST(CreateSubshellRequest.class),
  CREATE_SUBSHELL_REPLY(CreateSubshellReply.class),
  DELETE_SUBSHELL_REQUEST(DeleteSubshellRequest.class),
  DELETE_SUBSHELL_REPLY(DeleteSubshellReply.class),
  LIST_SUBSHELL_REQUEST(ListSubshellRequest.class),
  LIST_SUBSHELL_REPLY(ListSubshellReply.class),
  INPUT_REQUEST(InputRequest.class),
  INPUT_REPLY(InputReply.class),
  STATUS(Status.class),
  STREAM(StreamOutput.class),
  DISPLAY_DATA(DisplayData.class),
  UPDATE_DISPLAY_DATA(UpdateDisplayData.class),
  EXECUTE_RESULT(ExecuteResult.class),
  EXECUTE_INPUT(ExecuteInput.class),
  ERROR(ErrorOutput.class),
  CLEAR_OUTPUT(ClearOutput.class),
  COMM_OPEN(CommOpen.class),
  COMM_MSG(CommMsg.class),
  COMM_CLOSE(CommClose.class),
  DEBUG_EVENT(DebugEvent.class),
  IOPUB_WELCOME(IopubWelcome.class);

  private static final Map<String, MessageType> BY_WIRE_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(MessageType::wireName, Function.identity()));

  private static final Map<Class<?>, MessageType> BY_RECORD = byRecord();

  private final Class<? extends Content> contentType;
  private final String wireName = name().toLowerCase(Locale.ROOT);

  MessageType(Class<? extends Content> contentType) {
    this.contentType = contentType;
  }

  /** The {@code msg_type} of the header. */
  public String wireName() {
    return wireName;
  }

  /** The record, or the sealed family of records, that holds the content. */
  public Class<? extends Content> contentType() {
    return contentType;
  }

  /** Empty for a type we do not know: an unknown message is carried, never refused. */
  public static Optional<MessageType> of(String wireName) {
    return Optional.ofNullable(BY_WIRE_NAME.get(requireNonNull(wireName, "wireName")));
  }

  /** Empty for {@link UnknownContent}. */
  public static Optional<MessageType> of(Content content) {
    return Optional.ofNullable(BY_RECORD.get(content.getClass()));
  }

  /** The {@code msg_type} of a message with this content, also of an unknown type. */
  public static String wireNameOf(Content content) {
    if (content instanceof UnknownContent unknown) {
      return unknown.messageType();
    }
    MessageType type = BY_RECORD.get(content.getClass());
    if (type == null) {
      throw new IllegalStateException("no message type for " + content.getClass().getName());
    }
    return type.wireName;
  }

  private static Map<Class<?>, MessageType> byRecord() {
    Map<Class<?>, MessageType> types = new HashMap<>();
    for (MessageType type : values()) {
      if (type.contentType.isSealed()) {
        for (Class<?> shape : type.contentType.getPermittedSubclasses()) {
          types.put(shape, type);
        }
      } else {
        types.put(type.contentType, type);
      }
    }
    return Map.copyOf(types);
  }
}
