package dev.perijove.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.perijove.protocol.Channel;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.content.MessageType;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever arrives, a codec answers with a message or a {@link MalformedMessageException}, and
 * takes memory in proportion to what arrived.
 */
class HostileInputTest {
  /** Generous: what matters is that it does not grow with a number inside the input. */
  private static final long BYTES_PER_BYTE = 64;

  private static final long BYTES_TO_START_WITH = 256 * 1024;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final List<Samples.Sample> SAMPLES = Samples.all();

  private final MessageCodec codec = new MessageCodec();

  @FunctionalInterface
  private interface Reading {
    void read() throws MalformedMessageException;
  }

  @Property(tries = 500)
  void bytes_in_place_of_json_are_read_or_refused(
      @ForAll @Size(max = 200) byte[] bytes, @ForAll @IntRange(max = 3) int place) {
    byte[][] frames = frames(sampleMessage(0));
    frames[place] = bytes;
    RawMessage raw = raw(frames);

    assertReadOrRefused(bytes.length, () -> codec.decode(raw));
    assertReadOrRefused(bytes.length, () -> codec.route(raw));
    assertReadOrRefused(bytes.length, () -> WebSocketJsonFrames.join(Channel.SHELL, raw));
  }

  @Property(tries = 2000)
  void a_flipped_bit_is_read_or_refused(
      @ForAll @IntRange(max = 200) int sample,
      @ForAll @IntRange(max = 3) int place,
      @ForAll @IntRange(max = 100_000) int position) {
    byte[][] frames = frames(sampleMessage(sample));
    byte[] flipped = frames[place].clone();
    int bit = position % (flipped.length * 8);
    flipped[bit / 8] ^= (byte) (1 << (bit % 8));
    frames[place] = flipped;

    RawMessage raw = raw(frames);

    assertReadOrRefused(flipped.length, () -> codec.decode(raw));
    assertReadOrRefused(flipped.length, () -> codec.route(raw));
  }

  @Property(tries = 1000)
  void any_json_as_content_of_any_type_is_refused_or_understood_for_good(
      @ForAll MessageType type, @ForAll("contents") String content)
      throws MalformedMessageException {
    RawMessage raw =
        raw(
            ("{\"msg_id\":\"m\",\"msg_type\":\"" + type.wireName() + "\"}").getBytes(UTF_8),
            "{}".getBytes(UTF_8),
            "{}".getBytes(UTF_8),
            content.getBytes(UTF_8));
    Message<?> message;
    try {
      message = codec.decode(raw);
    } catch (MalformedMessageException refused) {
      assertThat(refused).hasMessageContaining(type.wireName());
      return;
    }

    assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
  }

  @Property(tries = 1000)
  void bytes_in_place_of_a_v1_frame_are_read_or_refused(@ForAll("frames") byte[] frame) {
    assertReadOrRefused(
        frame.length, () -> assertHolds(WebSocketV1Frames.split(ByteBuffer.wrap(frame)), frame));
  }

  @Property(tries = 1000)
  void bytes_in_place_of_a_json_frame_are_read_or_refused(@ForAll("frames") byte[] frame) {
    assertReadOrRefused(
        frame.length, () -> assertHolds(WebSocketJsonFrames.split(ByteBuffer.wrap(frame)), frame));
    assertReadOrRefused(frame.length, () -> WebSocketJsonFrames.split(new String(frame, UTF_8)));
  }

  @Property(tries = 2000)
  void a_number_changed_in_a_v1_frame_is_refused_or_stays_inside(
      @ForAll("numbers") long number, @ForAll @IntRange(max = 7) int place) {
    byte[] frame = WebSocketV1Frames.join(Channel.SHELL, sampleMessage(0));
    ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putLong(8 * place, number);

    assertReadOrRefused(
        frame.length, () -> assertHolds(WebSocketV1Frames.split(ByteBuffer.wrap(frame)), frame));
  }

  @Property(tries = 2000)
  void a_number_changed_in_a_json_frame_is_refused_or_stays_inside(
      @ForAll("numbers") long number, @ForAll @IntRange(max = 2) int place)
      throws MalformedMessageException {
    WebSocketJsonFrames.Frame joined =
        WebSocketJsonFrames.join(Channel.SHELL, sampleMessage(0, new byte[] {1, 2, 3}));
    byte[] frame = ((WebSocketJsonFrames.Frame.Binary) joined).bytes();
    ByteBuffer.wrap(frame).putInt(4 * place, (int) number);

    assertReadOrRefused(
        frame.length, () -> assertHolds(WebSocketJsonFrames.split(ByteBuffer.wrap(frame)), frame));
  }

  @Property(tries = 500)
  void a_truncated_frame_is_refused(@ForAll @IntRange(max = 10_000) int length) {
    byte[] v1 = WebSocketV1Frames.join(Channel.SHELL, sampleMessage(0));
    byte[] cut = Arrays.copyOf(v1, length % v1.length);

    assertThatThrownBy(() -> WebSocketV1Frames.split(ByteBuffer.wrap(cut)))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Property(tries = 500)
  void zmq_frames_of_any_kind_are_read_or_refused(
      @ForAll @Size(max = 10) List<@Size(max = 20) byte[]> frames, @ForAll boolean delimited) {
    List<byte[]> received = new ArrayList<>(frames);
    if (delimited) {
      received.add(received.size() / 2, "<IDS|MSG>".getBytes(UTF_8));
    }
    Signer signer = Signer.of("hmac-sha256", new byte[] {1});

    assertReadOrRefused(200, () -> ZmqFrames.read(received, Signer.unsigned()));
    assertThatThrownBy(() -> ZmqFrames.read(received, signer))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Example
  void a_frame_of_ones_does_not_claim_memory() {
    byte[] ones = new byte[40];
    Arrays.fill(ones, (byte) 0xFF);

    assertThatThrownBy(() -> WebSocketV1Frames.split(ByteBuffer.wrap(ones)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("offsets");
    assertThatThrownBy(() -> WebSocketJsonFrames.split(ByteBuffer.wrap(ones)))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Example
  void a_frame_of_countless_empty_buffers_is_refused() {
    int offsets = 1_000_000;
    ByteBuffer frame = ByteBuffer.allocate(8 * (offsets + 1) + 13).order(ByteOrder.LITTLE_ENDIAN);
    frame.putLong(0, offsets);
    for (int i = 1; i <= offsets; i++) {
      frame.putLong(8 * i, 8L * (offsets + 1) + (i == 1 ? 0 : 5));
    }

    assertThatThrownBy(() -> WebSocketV1Frames.split(frame))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Example
  void json_nested_without_end_is_refused() {
    String deep = "{\"a\":".repeat(100_000);
    byte[][] frames = frames(sampleMessage(0));
    for (int place = 0; place < 4; place++) {
      byte[][] changed = frames.clone();
      changed[place] = deep.getBytes(UTF_8);
      assertThatThrownBy(() -> codec.decode(raw(changed)))
          .isInstanceOf(MalformedMessageException.class);
      assertThatThrownBy(() -> WebSocketJsonFrames.join(Channel.SHELL, raw(changed)))
          .isInstanceOf(MalformedMessageException.class);
    }
    assertThatThrownBy(() -> WebSocketJsonFrames.split(deep))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Example
  void numbers_beyond_measure_are_read_or_refused() {
    for (String number :
        List.of("1e999999999999", "-1e-99999999", "1".repeat(5000), "1e2147483647")) {
      byte[][] frames = frames(sampleMessage(0));
      frames[3] = ("{\"code\":\"1\",\"x\":" + number + "}").getBytes(UTF_8);
      assertReadOrRefused(frames[3].length, () -> codec.encode(codec.decode(raw(frames))));
      frames[3] = ("{\"code\":\"1\",\"cursor_pos\":" + number + "}").getBytes(UTF_8);
      frames[0] = "{\"msg_id\":\"m\",\"msg_type\":\"complete_request\"}".getBytes(UTF_8);
      assertThatThrownBy(() -> codec.decode(raw(frames)))
          .isInstanceOf(MalformedMessageException.class);
    }
  }

  @Provide
  Arbitrary<String> contents() {
    Arbitrary<String> names =
        Arbitraries.of(
            "code",
            "status",
            "data",
            "metadata",
            "transient",
            "history",
            "comms",
            "language_info",
            "help_links",
            "traceback",
            "execution_count",
            "user_expressions",
            "comm_id",
            "name",
            "text",
            "x");
    Arbitrary<String> scalars =
        Arbitraries.of(
            "null",
            "true",
            "1",
            "-2.50",
            "1e400",
            "\"ok\"",
            "\"error\"",
            "\"\"",
            "\"😀\"",
            "[]",
            "{}");
    Arbitrary<String> values =
        Arbitraries.lazyOf(() -> scalars, () -> objects(names, scalars), () -> arrays(scalars));
    return objects(names, values);
  }

  private static Arbitrary<String> objects(Arbitrary<String> names, Arbitrary<String> values) {
    return Combinators.combine(names, values)
        .as((name, value) -> "\"" + name + "\":" + value)
        .list()
        .ofMaxSize(6)
        .map(fields -> "{" + String.join(",", fields) + "}");
  }

  private static Arbitrary<String> arrays(Arbitrary<String> values) {
    return values.list().ofMaxSize(3).map(all -> "[" + String.join(",", all) + "]");
  }

  @Provide
  Arbitrary<byte[]> frames() {
    Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
    Arbitrary<byte[]> nearlyV1 =
        Arbitraries.longs()
            .between(-2, 120)
            .list()
            .ofMaxSize(20)
            .map(
                numbers -> {
                  ByteBuffer frame =
                      ByteBuffer.allocate(8 * numbers.size()).order(ByteOrder.LITTLE_ENDIAN);
                  numbers.forEach(frame::putLong);
                  return frame.array();
                });
    Arbitrary<byte[]> nearlyJson =
        Arbitraries.integers()
            .between(-2, 60)
            .list()
            .ofMaxSize(20)
            .map(
                numbers -> {
                  ByteBuffer frame = ByteBuffer.allocate(4 * numbers.size());
                  numbers.forEach(frame::putInt);
                  return frame.array();
                });
    Arbitrary<byte[]> text =
        Arbitraries.strings()
            .withChars("{}[]\":,channelhdr01\\u ")
            .ofMaxLength(80)
            .map(s -> s.getBytes(UTF_8));
    return Arbitraries.oneOf(any, nearlyV1, nearlyJson, text);
  }

  @Provide
  Arbitrary<Long> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.longs(),
        Arbitraries.longs().between(-1, 500),
        Arbitraries.of(
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            1L << 31,
            1L << 32,
            (1L << 32) - 1,
            Long.MAX_VALUE / 8));
  }

  /** Nothing but a {@link MalformedMessageException} comes out, and memory stays in bounds. */
  private static void assertReadOrRefused(int inputLength, Reading reading) {
    readOrRefuse(reading); // may load classes, which is not what is measured
    long before = THREADS.getCurrentThreadAllocatedBytes();
    readOrRefuse(reading);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).isLessThan(BYTES_TO_START_WITH + BYTES_PER_BYTE * inputLength);
  }

  private static void readOrRefuse(Reading reading) {
    try {
      reading.read();
    } catch (MalformedMessageException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  private static void assertHolds(ChannelMessage read, byte[] frame) {
    assertThat(read.message().size()).isLessThanOrEqualTo(frame.length);
  }

  private RawMessage sampleMessage(int number, byte[]... buffers) {
    Samples.Sample sample = SAMPLES.get(number % SAMPLES.size());
    return codec.encode(Message.of("session", sample.content()).withBuffers(List.of(buffers)));
  }

  private static byte[][] frames(RawMessage raw) {
    return raw.signedFrames().toArray(new byte[0][]);
  }

  private static RawMessage raw(byte[]... frames) {
    return new RawMessage(List.of(), frames[0], frames[1], frames[2], frames[3], List.of());
  }
}
