package dev.perijove.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perijove.protocol.Header;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.ErrorOutput;
import dev.perijove.protocol.content.MessageType;
import dev.perijove.protocol.content.Reply;
import dev.perijove.protocol.content.Request;
import dev.perijove.protocol.content.UnknownContent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What holds for every message type and every shape of it. */
class EveryMessageTypeTest {
  private final MessageCodec codec = new MessageCodec();

  static List<Samples.Sample> samples() {
    return Samples.all();
  }

  @Test
  void every_message_type_and_every_shape_of_it_is_in_the_table() {
    Set<Class<?>> shapes = new HashSet<>();
    for (MessageType type : MessageType.values()) {
      shapes.addAll(shapesOf(type.contentType()).toList());
    }

    assertThat(samples().stream().map(Samples.Sample::content).map(Object::getClass))
        .containsAll(shapes);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void what_is_encoded_is_decoded_the_same(Samples.Sample sample) throws Exception {
    Header parent = Header.of("execute_request", "client", "jo");
    Message<Content> message =
        new Message<>(
            List.of(new byte[] {1, 2, 3}),
            Header.of(sample.type().wireName(), "session").withSubshell("sub"),
            Optional.of(parent),
            Map.of("started", Samples.json("{'a':1.250}")),
            sample.content(),
            Map.of(),
            List.of(new byte[] {1, 2}, new byte[0]));

    assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void every_documented_field_is_written_and_no_other(Samples.Sample sample) {
    RawMessage raw = codec.encode(Message.of("session", sample.content()));

    assertThat(tree(raw.content()).propertyNames())
        .containsExactlyInAnyOrderElementsOf(sample.fields());
    assertThat(tree(raw.header()).propertyNames())
        .containsExactlyInAnyOrder("msg_id", "msg_type", "username", "session", "date", "version");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void fields_we_do_not_know_survive_in_every_part(Samples.Sample sample) throws Exception {
    Map<String, JsonNode> unknown =
        Map.of("x_unknown", Samples.json("{'deep':[{'number':1.10},null,12345678901234567890]}"));
    RawMessage plain = codec.encode(Message.of("session", sample.content()));
    RawMessage received =
        new RawMessage(
            List.of(),
            with(plain.header(), unknown),
            with(plain.header(), unknown),
            with(plain.metadata(), unknown),
            with(plain.content(), unknown),
            List.of());

    RawMessage sent = codec.encode(codec.decode(received));

    assertThat(tree(sent.header())).isEqualTo(tree(received.header()));
    assertThat(tree(sent.parentHeader())).isEqualTo(tree(received.parentHeader()));
    assertThat(tree(sent.metadata())).isEqualTo(tree(received.metadata()));
    assertThat(tree(sent.content())).isEqualTo(tree(received.content()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_request_asks_and_a_reply_answers(Samples.Sample sample) {
    String name = sample.type().wireName();

    assertThat(sample.content() instanceof Request).isEqualTo(name.endsWith("_request"));
    assertThat(sample.content() instanceof Reply).isEqualTo(name.endsWith("_reply"));
    assertThat(MessageType.of(name)).contains(sample.type());
  }

  @ParameterizedTest
  @EnumSource(MessageType.class)
  void every_request_and_nothing_else_has_a_failed_reply(MessageType type) throws Exception {
    ErrorOutput error = new ErrorOutput("E", "why", List.of("where"));

    Optional<Content> reply = Reply.failureOf(type.wireName(), error);

    assertThat(reply.isPresent()).isEqualTo(Request.class.isAssignableFrom(type.contentType()));
    if (reply.isPresent()) {
      RawMessage raw = codec.encode(Message.of("session", reply.get()));
      JsonNode content = tree(raw.content());
      assertThat(codec.decode(raw).content()).isEqualTo(reply.get());
      assertThat(codec.route(raw).msgType())
          .isEqualTo(type.wireName().replace("_request", "_reply"));
      assertThat(content.path("evalue").asString(content.path("message").asString("")))
          .isEqualTo("why");
    }
  }

  @Test
  void a_request_of_an_unknown_type_has_a_failed_reply_by_its_name() {
    ErrorOutput error = new ErrorOutput("E", "why", List.of("where"));

    assertThat(Reply.failureOf("usage_request", error))
        .contains(
            new UnknownContent(
                "usage_reply",
                Samples.json(
                    "{'status':'error','ename':'E','evalue':'why','traceback':['where']}")));
    assertThat(Reply.failureOf("usage_reply", error)).isEmpty();
  }

  @Test
  void a_known_type_is_never_unknown_content() {
    assertThatThrownBy(() -> new UnknownContent("status", Samples.json("{}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'status'");
  }

  private static Stream<? extends Class<?>> shapesOf(Class<?> type) {
    return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()) : Stream.of(type);
  }

  private byte[] with(byte[] object, Map<String, JsonNode> fields) {
    return tree(object).asObject().setAll(fields).toString().getBytes(UTF_8);
  }

  private JsonNode tree(byte[] object) {
    return Samples.tree(object);
  }
}
