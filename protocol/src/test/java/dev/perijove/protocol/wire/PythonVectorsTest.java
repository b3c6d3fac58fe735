package dev.perijove.protocol.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.content.MessageType;
import dev.perijove.protocol.content.UnknownContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Reads what Jupyter's Python code wrote and writes the same: every message type, every signature
 * scheme, both WebSocket framings. {@code src/test/python/write_vectors.py} made the vectors.
 */
class PythonVectorsTest {
  private static final JsonNode FILE = load();

  private final MessageCodec codec = new MessageCodec();

  static Stream<Vector> vectors() {
    return FILE.get("vectors").valueStream().map(Vector::new);
  }

  @Test
  void the_vectors_hold_every_message_type() {
    Set<String> types = vectors().map(Vector::msgType).collect(Collectors.toSet());

    assertThat(types).contains("usage_request");
    for (MessageType type : MessageType.values()) {
      assertThat(types).contains(type.wireName());
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void a_signed_message_from_python_is_read_and_would_be_sent_the_same(Vector vector)
      throws Exception {
    RawMessage raw = ZmqFrames.read(vector.zmq(), vector.signer(), ReplayGuard.create());

    assertThat(raw.identities()).usingRecursiveComparison().isEqualTo(vector.bytes("identities"));
    assertThat(raw.buffers()).usingRecursiveComparison().isEqualTo(vector.bytes("buffers"));
    assertThat(ZmqFrames.write(raw, vector.signer()))
        .usingRecursiveComparison()
        .isEqualTo(vector.zmq());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void what_python_said_is_understood_and_said_again(Vector vector) throws Exception {
    RawMessage raw = ZmqFrames.read(vector.zmq(), vector.signer());

    Message<?> message = codec.decode(raw);
    RawMessage again = codec.encode(message);

    assertThat(message.content() instanceof UnknownContent)
        .isEqualTo(MessageType.of(vector.msgType()).isEmpty());
    assertThat(tree(again.header())).isEqualTo(vector.part("header"));
    assertThat(tree(again.parentHeader())).isEqualTo(vector.part("parent_header"));
    assertThat(tree(again.metadata())).isEqualTo(vector.part("metadata"));
    JsonNode content = tree(again.content());
    vector
        .part("content")
        .forEachEntry(
            (name, value) -> {
              if (!value.isNull()) {
                assertThat(content.path(name)).describedAs(name).isEqualTo(value);
              }
            });
    assertThat(codec.decode(again)).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void routing_reads_what_python_wrote(Vector vector) throws Exception {
    Routing routing = codec.route(ZmqFrames.read(vector.zmq(), vector.signer()));

    JsonNode header = vector.part("header");
    JsonNode parent = vector.part("parent_header");
    assertThat(routing)
        .isEqualTo(
            new Routing(
                header.get("msg_type").stringValue(),
                header.get("msg_id").stringValue(),
                header.get("session").stringValue(),
                header.path("subshell_id").stringValueOpt(),
                parent.path("msg_id").stringValueOpt(),
                parent.path("session").stringValueOpt(),
                parent.path("msg_type").stringValueOpt()));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void the_v1_frame_of_the_server_is_read_and_written_to_the_byte(Vector vector) throws Exception {
    RawMessage raw = vector.withoutIdentities();
    byte[] frame = vector.base64("websocket_v1");

    assertThat(WebSocketV1Frames.split(ByteBuffer.wrap(frame)))
        .isEqualTo(new ChannelMessage(vector.channel(), raw));
    assertThat(WebSocketV1Frames.join(vector.channel(), raw)).isEqualTo(frame);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void the_text_frame_of_the_server_is_read_and_one_like_it_written(Vector vector)
      throws Exception {
    String frame = vector.node.get("websocket_text").stringValue();
    RawMessage raw = vector.withoutIdentities();
    RawMessage withoutBuffers =
        new RawMessage(
            List.of(), raw.header(), raw.parentHeader(), raw.metadata(), raw.content(), List.of());

    ChannelMessage split = WebSocketJsonFrames.split(frame);
    WebSocketJsonFrames.Frame joined = WebSocketJsonFrames.join(vector.channel(), withoutBuffers);

    assertSaysTheSame(split, vector);
    assertThat(split.message().buffers()).isEmpty();
    assertThat(joined).isInstanceOf(WebSocketJsonFrames.Frame.Text.class);
    assertThat(Samples.json(frame))
        .isEqualTo(tree(((WebSocketJsonFrames.Frame.Text) joined).text().getBytes(UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void the_binary_frame_of_the_server_is_read_and_one_like_it_written(Vector vector)
      throws Exception {
    ChannelMessage split =
        WebSocketJsonFrames.split(ByteBuffer.wrap(vector.base64("websocket_binary")));

    assertSaysTheSame(split, vector);
    assertThat(split.message().buffers())
        .usingRecursiveComparison()
        .isEqualTo(vector.bytes("buffers"));
    if (!split.message().buffers().isEmpty()) {
      WebSocketJsonFrames.Frame joined =
          WebSocketJsonFrames.join(vector.channel(), vector.withoutIdentities());
      byte[] bytes = ((WebSocketJsonFrames.Frame.Binary) joined).bytes();
      assertThat(WebSocketJsonFrames.split(ByteBuffer.wrap(bytes)))
          .isEqualTo(new ChannelMessage(vector.channel(), vector.withoutIdentities()));
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void python_signatures_hold_for_one_key_only(Vector vector) {
    if (vector.signer().signs()) {
      Signer other = Signer.of(vector.scheme(), "another key".getBytes(US_ASCII));

      assertThatThrownBy(() -> ZmqFrames.read(vector.zmq(), other))
          .isInstanceOf(MalformedMessageException.class);
    }
  }

  private static void assertSaysTheSame(ChannelMessage read, Vector vector) {
    assertThat(read.channel()).isEqualTo(vector.channel());
    assertThat(tree(read.message().header())).isEqualTo(vector.part("header"));
    assertThat(tree(read.message().parentHeader())).isEqualTo(vector.part("parent_header"));
    assertThat(tree(read.message().metadata())).isEqualTo(vector.part("metadata"));
    assertThat(tree(read.message().content())).isEqualTo(vector.part("content"));
  }

  private static JsonNode tree(byte[] json) {
    return Samples.tree(json);
  }

  private static JsonNode load() {
    try (InputStream in = PythonVectorsTest.class.getResourceAsStream("python-vectors.json")) {
      return Samples.tree(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  record Vector(JsonNode node) {
    String msgType() {
      return part("msg_type").stringValue();
    }

    JsonNode part(String name) {
      return node.get("message").get(name);
    }

    Channel channel() {
      return Channel.of(node.get("channel").stringValue()).orElseThrow();
    }

    String scheme() {
      return node.get("scheme").stringValue();
    }

    Signer signer() {
      return scheme().isEmpty()
          ? Signer.of("hmac-sha256", new byte[0])
          : Signer.of(scheme(), FILE.get("key").stringValue().getBytes(US_ASCII));
    }

    List<byte[]> zmq() {
      return bytes("zmq");
    }

    RawMessage withoutIdentities() throws MalformedMessageException {
      return ZmqFrames.read(zmq(), signer()).withIdentities(List.of());
    }

    byte[] base64(String name) {
      return Base64.getDecoder().decode(node.get(name).stringValue());
    }

    List<byte[]> bytes(String name) {
      List<byte[]> all = new ArrayList<>();
      for (JsonNode one : node.get(name).values()) {
        all.add(Base64.getDecoder().decode(one.stringValue()));
      }
      return all;
    }

    @Override
    public String toString() {
      return msgType() + " " + scheme();
    }
  }
}
