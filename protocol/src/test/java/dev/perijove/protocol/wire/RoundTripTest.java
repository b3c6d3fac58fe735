package dev.perijove.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.content.ExecuteRequest;
import dev.perijove.protocol.content.StreamOutput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

/** What is written is read back the same, whatever it is. */
class RoundTripTest {
  private static final List<String> SCHEMES =
      List.of(
          "hmac-md5",
          "hmac-sha1",
          "hmac-sha224",
          "hmac-sha256",
          "hmac-sha384",
          "hmac-sha512",
          "hmac-sha3-224",
          "hmac-sha3_256",
          "hmac-sha3_384",
          "HMAC-SHA3-512");

  private final MessageCodec codec = new MessageCodec();

  @Property(tries = 500)
  void any_text_survives(@ForAll String text) throws Exception {
    Message<StreamOutput> message = Message.of("s", StreamOutput.stdout(text));

    assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
  }

  @Property(tries = 200)
  void any_text_survives_a_text_frame(@ForAll String code, @ForAll String session)
      throws Exception {
    Message<ExecuteRequest> message = Message.of(session, ExecuteRequest.of(code));

    WebSocketJsonFrames.Frame frame =
        WebSocketJsonFrames.join(Channel.SHELL, codec.encode(message));

    String text = ((WebSocketJsonFrames.Frame.Text) frame).text();
    assertThat(codec.decode(WebSocketJsonFrames.split(text).message())).isEqualTo(message);
  }

  @Property(tries = 500)
  void any_frames_survive_the_v1_framing(
      @ForAll Channel channel, @ForAll("rawMessages") RawMessage raw) throws Exception {
    if (channel != Channel.HEARTBEAT) {
      byte[] frame = WebSocketV1Frames.join(channel, raw);

      assertThat(WebSocketV1Frames.split(ByteBuffer.wrap(frame)))
          .isEqualTo(new ChannelMessage(channel, raw));
    }
  }

  @Property(tries = 300)
  void any_buffers_survive_the_binary_json_framing(
      @ForAll @NotEmpty @Size(max = 5) List<@Size(max = 50) byte[]> buffers) throws Exception {
    RawMessage raw = codec.encode(Message.of("s", ExecuteRequest.of("1")).withBuffers(buffers));

    WebSocketJsonFrames.Frame frame = WebSocketJsonFrames.join(Channel.CONTROL, raw);

    byte[] bytes = ((WebSocketJsonFrames.Frame.Binary) frame).bytes();
    assertThat(WebSocketJsonFrames.split(ByteBuffer.wrap(bytes)))
        .isEqualTo(new ChannelMessage(Channel.CONTROL, raw));
  }

  @Property(tries = 200)
  void a_frame_is_read_where_it_stands_in_a_larger_buffer(
      @ForAll("rawMessages") RawMessage raw, @ForAll @IntRange(max = 20) int before)
      throws Exception {
    byte[] frame = WebSocketV1Frames.join(Channel.STDIN, raw);
    ByteBuffer larger = ByteBuffer.allocateDirect(before + frame.length + 7);
    larger.position(before).put(frame).position(before).limit(before + frame.length);

    assertThat(WebSocketV1Frames.split(larger).message()).isEqualTo(raw);
    assertThat(larger.position()).isEqualTo(before);
    assertThat(larger.remaining()).isEqualTo(frame.length);
  }

  @Property(tries = 300)
  void what_is_signed_is_verified_by_the_same_key_and_scheme(
      @ForAll @NotEmpty @Size(max = 100) byte[] key,
      @ForAll("rawMessages") RawMessage raw,
      @ForAll @IntRange(max = 9) int scheme)
      throws Exception {
    List<byte[]> frames = ZmqFrames.write(raw, Signer.of(SCHEMES.get(scheme), key));

    assertThat(ZmqFrames.read(frames, Signer.of(SCHEMES.get(scheme), key))).isEqualTo(raw);
    String signature = new String(frames.get(raw.identities().size() + 1), UTF_8);
    assertThat(signature).matches("[0-9a-f]{32,128}");
  }

  @Property(tries = 1000)
  void a_flipped_bit_in_frames_or_signature_is_noticed(
      @ForAll @NotEmpty @Size(max = 20) byte[] key,
      @ForAll @IntRange(max = 9) int scheme,
      @ForAll @IntRange(max = 4) int place,
      @ForAll @IntRange(max = 100_000) int position) {
    Signer signer = Signer.of(SCHEMES.get(scheme), key);
    RawMessage raw = codec.encode(Message.of("s", ExecuteRequest.of("1 + 1")));
    List<byte[]> frames = new ArrayList<>(raw.signedFrames());
    frames.add(signer.sign(raw.signedFrames()));
    byte[] flipped = frames.get(place).clone();
    int bit = position % (flipped.length * 8);
    flipped[bit / 8] ^= (byte) (1 << (bit % 8));
    frames.set(place, flipped);

    assertThat(signer.verify(frames.get(4), frames.subList(0, 4))).isFalse();
  }

  @Property(tries = 200)
  void a_shortened_signature_is_noticed(@ForAll @IntRange(max = 63) int length) {
    Signer signer = Signer.of("hmac-sha256", new byte[] {1});
    List<byte[]> frames = List.of(new byte[] {1}, new byte[0], new byte[0], new byte[0]);

    assertThat(signer.verify(Arrays.copyOf(signer.sign(frames), length), frames)).isFalse();
  }

  @Property(tries = 200)
  void user_expressions_survive(@ForAll @Size(max = 5) Map<String, String> expressions)
      throws Exception {
    Message<ExecuteRequest> message =
        Message.of("s", new ExecuteRequest("", false, true, expressions, true, true));

    assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
  }

  @Provide
  Arbitrary<RawMessage> rawMessages() {
    Arbitrary<byte[]> frame = Arbitraries.bytes().array(byte[].class).ofMaxSize(30);
    return frame
        .list()
        .ofMinSize(4)
        .ofMaxSize(8)
        .map(
            all ->
                new RawMessage(
                    List.of(),
                    all.get(0),
                    all.get(1),
                    all.get(2),
                    all.get(3),
                    all.subList(4, all.size())));
  }
}
