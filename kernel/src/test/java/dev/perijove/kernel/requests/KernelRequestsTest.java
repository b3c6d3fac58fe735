package dev.perijove.kernel.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.kernel.channels.Incoming;
import dev.perijove.kernel.channels.IopubPublisher;
import dev.perijove.kernel.channels.KernelWire;
import dev.perijove.kernel.history.History;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.connection.ConnectionInfo;
import dev.perijove.protocol.connection.Transport;
import dev.perijove.protocol.content.CompleteRequest;
import dev.perijove.protocol.content.InspectRequest;
import dev.perijove.protocol.content.IsCompleteRequest;
import dev.perijove.protocol.content.MessageType;
import dev.perijove.protocol.content.Reply;
import dev.perijove.protocol.content.Request;
import dev.perijove.protocol.zmq.ZmqContext;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every request of the protocol has a handler, or stands here as one we do not answer. */
@Timeout(60)
class KernelRequestsTest {
  /** The kernel itself asks for input; subshells are not among its features. */
  private static final Set<MessageType> NOT_OURS =
      EnumSet.of(
          MessageType.INPUT_REQUEST,
          MessageType.CREATE_SUBSHELL_REQUEST,
          MessageType.DELETE_SUBSHELL_REQUEST,
          MessageType.LIST_SUBSHELL_REQUEST);

  private static final Set<MessageType> CONTROL_ALONE =
      EnumSet.of(MessageType.INTERRUPT_REQUEST, MessageType.DEBUG_REQUEST);

  private final ZmqContext context = ZmqContext.create();
  private final IopubPublisher iopub;
  private final RequestDispatcher shell;
  private final RequestDispatcher control;

  private final List<Message<?>> controlReplies = new ArrayList<>();
  private final KernelWire wire;

  KernelRequestsTest(@TempDir Path directory) throws Exception {
    wire = KernelWire.of(context, connection());
    iopub = IopubPublisher.start(wire);
    KernelRequests requests =
        new KernelRequests(
            wire,
            iopub,
            () -> {
              throw new IllegalStateException("waits for the start, which does not come");
            },
            () -> false,
            new CellOrigins(),
            History.open(directory.resolve("history")),
            () -> {},
            () -> {},
            "test");
    shell = requests.shell(reply -> {}, () -> 0);
    control = requests.control(controlReplies::add);
  }

  @AfterEach
  void close() {
    iopub.close();
    context.close();
  }

  @Test
  void shell_answers_every_request_but_those_of_control() {
    for (MessageType type : MessageType.values()) {
      if (Request.class.isAssignableFrom(type.contentType())) {
        assertThat(shell.handles(type))
            .as(type.wireName())
            .isEqualTo(!NOT_OURS.contains(type) && !CONTROL_ALONE.contains(type));
      }
    }
  }

  @Test
  void control_answers_all_that_does_not_wait_for_a_cell() {
    for (MessageType type : MessageType.values()) {
      if (Request.class.isAssignableFrom(type.contentType())) {
        assertThat(control.handles(type))
            .as(type.wireName())
            .isEqualTo(!NOT_OURS.contains(type) && type != MessageType.EXECUTE_REQUEST);
      }
    }
  }

  @Test
  void control_does_not_wait_for_the_program_to_start() throws Exception {
    for (Request question :
        List.of(
            new CompleteRequest("a", 1),
            new InspectRequest("a", 1, 0),
            new IsCompleteRequest("a"))) {
      RawMessage message = wire.codec().encode(Message.of("client", question));

      control.dispatch(new Incoming(1, message));

      Message<?> reply = controlReplies.remove(0);
      assertThat(reply.content()).isInstanceOf(Reply.Failed.class);
      assertThat(((Reply.Failed) reply.content()).evalue()).contains("is not up");
    }
  }

  @Test
  void comms_are_heard_on_both() {
    for (MessageType type :
        EnumSet.of(MessageType.COMM_OPEN, MessageType.COMM_MSG, MessageType.COMM_CLOSE)) {
      assertThat(shell.handles(type)).isTrue();
      assertThat(control.handles(type)).isTrue();
    }
  }

  private static ConnectionInfo connection() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = free.getLocalPort();
      return new ConnectionInfo(
          Transport.TCP,
          "127.0.0.1",
          port,
          port,
          port,
          port,
          port,
          "key",
          "hmac-sha256",
          Optional.empty(),
          Map.of());
    }
  }
}
