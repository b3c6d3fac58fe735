package dev.perijove.gateway.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perijove.gateway.testing.TestClient;
import dev.perijove.gateway.testing.TestClient.Received;
import dev.perijove.gateway.testing.TestGateway;
import dev.perijove.protocol.Channel;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.content.CommMsg;
import dev.perijove.protocol.content.ExecuteReply;
import dev.perijove.protocol.content.ExecuteRequest;
import dev.perijove.protocol.content.InputReply;
import dev.perijove.protocol.content.InputRequest;
import dev.perijove.protocol.content.StreamOutput;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code /api/kernels/ID/channels}, spoken to over WebSockets. */
class ChannelsWebSocketTest {

  @TempDir static Path home;
  private static TestGateway gateway;
  private static String kernel;

  @BeforeAll
  static void startOneKernelForAll() throws Exception {
    gateway = TestGateway.start(home);
    kernel = gateway.startKernel("scripted");
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void the_state_of_the_kernel_is_told_first() throws Exception {
    try (TestClient client = gateway.connect(kernel, "a")) {
      Received first = client.await("a message", message -> true);
      assertThat(first.channel()).isEqualTo(Channel.IOPUB);
      assertThat(first.type()).isEqualTo("status");
    }
  }

  @Test
  void a_cell_comes_back_in_the_order_the_kernel_sent_it() throws Exception {
    try (TestClient client = gateway.connect(kernel, "a")) {
      List<Received> cell = client.awaitAll(client.execute("print one\nprint two"));

      assertThat(cell.stream().filter(m -> m.channel() == Channel.IOPUB).map(Received::type))
          .containsExactly("status", "execute_input", "stream", "stream", "status");
      assertThat(cell.stream().filter(m -> m.channel() == Channel.SHELL).map(Received::type))
          .containsExactly("execute_reply");
    }
  }

  @Test
  void clients_without_the_subprotocol_speak_json() throws Exception {
    try (TestClient client = TestClient.connect(gateway, kernel, "a", false)) {
      assertThat(client.run("print plain")).isEqualTo("plain\n");

      Message<CommMsg> withBuffer =
          Message.of("a", new CommMsg("c", JsonNodeFactory.instance.objectNode()))
              .withBuffers(List.of("binary".getBytes(UTF_8)));
      client.send(Channel.SHELL, withBuffer);
      Received echo = client.awaitType("comm_msg");
      assertThat(echo.message().buffers()).singleElement().isEqualTo("binary".getBytes(UTF_8));
    }
  }

  @Test
  void output_goes_to_all_and_a_reply_only_to_the_client_that_asked() throws Exception {
    try (TestClient asking = gateway.connect(kernel, "a");
        TestClient watching = gateway.connect(kernel, "b")) {
      String id = asking.execute("print to all");

      asking.awaitAll(id);
      Received output = watching.await("output", m -> m.isChildOf(id) && m.type().equals("stream"));
      assertThat(output.message().content()).isEqualTo(StreamOutput.stdout("to all\n"));
      // Its own reply comes after whatever else was sent to it before.
      watching.run("print mine");
      assertThat(watching.rest()).noneMatch(message -> message.isChildOf(id));
    }
  }

  @Test
  void a_reply_finds_its_client_by_the_request_even_if_its_session_is_another() throws Exception {
    try (TestClient client = gateway.connect(kernel, "the-query")) {
      Message<ExecuteRequest> request = Message.of("the-header", ExecuteRequest.of("print x"));
      client.send(Channel.SHELL, request);
      assertThat(TestClient.text(client.awaitAll(request.header().msgId()))).isEqualTo("x\n");
    }
  }

  @Test
  void input_is_asked_of_the_client_whose_cell_wants_it() throws Exception {
    try (TestClient asking = gateway.connect(kernel, "a");
        TestClient watching = gateway.connect(kernel, "b")) {
      String id = asking.execute("ask your name?");
      Received question = asking.awaitType("input_request");
      assertThat(question.channel()).isEqualTo(Channel.STDIN);
      assertThat(question.message().content()).isEqualTo(new InputRequest("your name?", false));

      asking.send(Channel.STDIN, question.message().reply("a", InputReply.of("Ada")));

      assertThat(TestClient.text(asking.awaitAll(id))).isEqualTo("typed Ada\n");
      watching.await("output", m -> m.isChildOf(id) && m.type().equals("stream"));
      assertThat(watching.rest()).noneMatch(message -> message.channel() == Channel.STDIN);
    }
  }

  @Test
  void a_client_that_comes_back_gets_what_it_missed_in_order_and_once() throws Exception {
    String id;
    try (TestClient leaving = gateway.connect(kernel, "lab")) {
      leaving.run("print before");
      id = leaving.execute("ask go on?");
      leaving.awaitType("input_request");
    }
    try (TestClient other = gateway.connect(kernel, "other")) {
      // The question was for the client that left; the kernel takes any answer.
      Message<InputReply> answer = Message.of("other", InputReply.of("yes"));
      other.send(Channel.STDIN, answer);
      other.await("output", m -> m.isChildOf(id) && m.type().equals("stream"));
      other.run("flood 500");
    }

    try (TestClient back = gateway.connect(kernel, "lab")) {
      List<Received> missed = new ArrayList<>();
      boolean replied = false;
      while (!replied || !TestClient.text(missed).endsWith("line 499\n")) {
        missed.add(back.await("what was missed", message -> true));
        replied |= missed.get(missed.size() - 1).type().equals("execute_reply");
      }
      assertThat(TestClient.text(missed).lines())
          .containsExactlyElementsOf(
              Stream.concat(
                      Stream.of("typed yes"), IntStream.range(0, 500).mapToObj(i -> "line " + i))
                  .toList());
      assertThat(missed.stream().filter(m -> m.isChildOf(id)).map(Received::type))
          .containsOnlyOnce("execute_reply");
      assertThat(back.run("print after")).isEqualTo("after\n");
      assertThat(back.rest()).noneMatch(message -> message.type().equals("stream"));
    }
  }

  @Test
  void a_client_without_a_session_id_gets_nothing_twice_and_nothing_old() throws Exception {
    try (TestClient nameless = gateway.connect(kernel, "")) {
      nameless.run("print old");
    }
    try (TestClient nameless = gateway.connect(kernel, "")) {
      assertThat(nameless.run("print new")).isEqualTo("new\n");
      assertThat(nameless.rest()).isEmpty();
    }
  }

  @Test
  void a_second_connection_of_the_same_session_takes_the_place_of_the_first() throws Exception {
    try (TestClient first = gateway.connect(kernel, "lab")) {
      first.run("print one");
      try (TestClient second = gateway.connect(kernel, "lab")) {
        assertThat(first.awaitClose().code()).isEqualTo(1000);
        assertThat(second.run("print two")).isEqualTo("two\n");
      }
    }
  }

  @Test
  void hostile_frames_close_the_socket_that_sent_them_and_nobody_else_notices() throws Exception {
    byte[] allOnes = new byte[40];
    Arrays.fill(allOnes, (byte) 0xff);
    byte[] endless = new byte[48];
    endless[0] = 5;
    List<byte[]> hostile =
        List.of(
            allOnes, new byte[0], new byte[7], endless, "{\"channel\":\"shell\"}".getBytes(UTF_8));
    try (TestClient bystander = gateway.connect(kernel, "bystander")) {
      for (byte[] frame : hostile) {
        for (boolean v1 : new boolean[] {true, false}) {
          try (TestClient attacker = TestClient.connect(gateway, kernel, "attacker", v1)) {
            attacker.sendRaw(ByteBuffer.wrap(frame));
            TestClient.Closed closed = attacker.awaitClose();
            assertThat(closed.code()).isEqualTo(1007);
            assertThat(closed.reason()).isNotEmpty();
          }
        }
      }
      assertThat(bystander.run("print alive")).isEqualTo("alive\n");
      assertThat(bystander.isOpen()).isTrue();
    }
  }

  @Test
  void what_only_a_kernel_may_send_is_not_passed_on() throws Exception {
    try (TestClient liar = gateway.connect(kernel, "liar");
        TestClient other = gateway.connect(kernel, "other")) {
      liar.send(Channel.IOPUB, StreamOutput.stdout("forged"));
      assertThat(liar.run("print x")).isEqualTo("x\n");
      other.run("print y");
      assertThat(TestClient.text(other.rest())).doesNotContain("forged");
    }
  }

  @Test
  void an_unknown_kernel_is_refused_before_the_handshake() throws Exception {
    assertThatThrownBy(() -> gateway.connect("00000000-0000-0000-0000-000000000000", "a"))
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            e -> assertThat(e.getResponse().statusCode()).isEqualTo(404));
  }

  @Test
  void connections_of_before_a_restart_are_as_good_as_new_ones() throws Exception {
    try (TestClient one = gateway.connect(kernel, "one");
        TestClient two = gateway.connect(kernel, "two")) {
      one.run("print before");
      gateway.call("POST", "/api/kernels/" + kernel + "/restart", "{}");

      String id = one.execute("print after");
      List<Received> cell = one.awaitAll(id);
      two.await("output", m -> m.isChildOf(id) && m.type().equals("stream"));

      assertThat(cell.stream().map(m -> (Object) m.message().content()))
          .contains(ExecuteReply.ok(1, Map.of()));
    }
  }

  @Test
  void many_clients_cost_the_kernel_no_more_than_one() throws Exception {
    try (TestClient first = gateway.connect(kernel, "first")) {
      first.run("print ready");
      List<TestClient> many = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        many.add(gateway.connect(kernel, "client-" + i));
      }
      assertThat(first.run("print end")).isEqualTo("end\n");
      // No questions of the gateway's own: nothing flips between busy and idle.
      assertThat(first.rest()).isEmpty();
      for (TestClient client : many) {
        client.close();
      }
    }
  }
}
