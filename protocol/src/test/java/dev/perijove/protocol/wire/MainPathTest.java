package dev.perijove.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.content.ExecuteReply;
import dev.perijove.protocol.content.ExecuteRequest;
import dev.perijove.protocol.content.StreamOutput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A request goes to the kernel and its output and reply come back, over each kind of wire. */
class MainPathTest {
  private final MessageCodec codec = new MessageCodec();
  private final Signer signer =
      Signer.of("hmac-sha256", "a key".getBytes(StandardCharsets.US_ASCII));

  @Test
  void a_request_crosses_zeromq_and_comes_out_the_same() throws Exception {
    Message<ExecuteRequest> request =
        Message.of("session", ExecuteRequest.of("1 + 1"))
            .withIdentities(List.of(new byte[] {0, 1}))
            .withBuffers(List.of(new byte[] {7, 8}));

    List<byte[]> frames = ZmqFrames.write(codec.encode(request), signer);
    RawMessage received = ZmqFrames.read(frames, signer, ReplayGuard.create());

    assertThat(codec.decode(received)).isEqualTo(request);
    assertThat(codec.route(received).msgType()).isEqualTo("execute_request");
    assertThat(codec.route(received).msgId()).isEqualTo(request.header().msgId());
    assertThat(codec.route(received).session()).isEqualTo("session");
  }

  @Test
  void a_reply_names_its_parent_and_goes_back_where_the_request_came_from() throws Exception {
    Message<ExecuteRequest> request =
        Message.of("client", ExecuteRequest.of("1")).withIdentities(List.of(new byte[] {9}));

    Message<ExecuteReply> reply = request.reply("kernel", ExecuteReply.ok(1, Map.of()));

    assertThat(reply.parent()).contains(request.header());
    assertThat(codec.encode(reply).identities()).containsExactly(new byte[] {9});
    Routing routing = codec.route(codec.encode(reply));
    assertThat(routing.parentMsgId()).contains(request.header().msgId());
    assertThat(routing.parentSession()).contains("client");
    assertThat(routing.parentMsgType()).contains("execute_request");
  }

  @Test
  void output_crosses_a_websocket_of_either_kind() throws Exception {
    RawMessage output = codec.encode(Message.of("kernel", StreamOutput.stdout("héllo\n")));

    byte[] v1 = WebSocketV1Frames.join(Channel.IOPUB, output);
    WebSocketJsonFrames.Frame text = WebSocketJsonFrames.join(Channel.IOPUB, output);

    ChannelMessage expected = new ChannelMessage(Channel.IOPUB, output);
    assertThat(WebSocketV1Frames.split(ByteBuffer.wrap(v1))).isEqualTo(expected);
    assertThat(text).isInstanceOf(WebSocketJsonFrames.Frame.Text.class);
    assertThat(WebSocketJsonFrames.split(((WebSocketJsonFrames.Frame.Text) text).text()))
        .isEqualTo(expected);
  }

  @Test
  void a_changed_message_is_refused() {
    List<byte[]> frames =
        ZmqFrames.write(codec.encode(Message.of("s", ExecuteRequest.of("1"))), signer);

    frames.get(2)[3] ^= 1;

    assertThatThrownBy(() -> ZmqFrames.read(frames, signer))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("signature");
  }
}
