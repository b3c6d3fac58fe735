package dev.perijove.kernel.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perijove.kernel.link.LinkMessage.AddToClassPath;
import dev.perijove.kernel.link.LinkMessage.ClearedOutput;
import dev.perijove.kernel.link.LinkMessage.Close;
import dev.perijove.kernel.link.LinkMessage.Displayed;
import dev.perijove.kernel.link.LinkMessage.Done;
import dev.perijove.kernel.link.LinkMessage.Exiting;
import dev.perijove.kernel.link.LinkMessage.Hello;
import dev.perijove.kernel.link.LinkMessage.InputLine;
import dev.perijove.kernel.link.LinkMessage.InputRefused;
import dev.perijove.kernel.link.LinkMessage.Interrupt;
import dev.perijove.kernel.link.LinkMessage.Invoke;
import dev.perijove.kernel.link.LinkMessage.Load;
import dev.perijove.kernel.link.LinkMessage.Paged;
import dev.perijove.kernel.link.LinkMessage.Printed;
import dev.perijove.kernel.link.LinkMessage.ReadVariable;
import dev.perijove.kernel.link.LinkMessage.Refused;
import dev.perijove.kernel.link.LinkMessage.Returned;
import dev.perijove.kernel.link.LinkMessage.Rung;
import dev.perijove.kernel.link.LinkMessage.Stopped;
import dev.perijove.kernel.link.LinkMessage.Threw;
import dev.perijove.kernel.link.LinkMessage.Unresolved;
import dev.perijove.kernel.link.LinkMessage.WantsInput;
import dev.perijove.kernel.link.LinkMessage.WantsInputNoMore;
import dev.perijove.kernel.link.LinkMessage.Welcome;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Messages survive the link, and bytes that are none are refused. */
class LinkCodecTest {

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void every_message_survives_encoding_and_decoding(@ForAll("messages") LinkMessage message)
      throws MalformedLinkMessageException {
    byte[] bytes = LinkCodec.encode(message);

    assertThat(LinkCodec.decode(ByteBuffer.wrap(bytes))).isEqualTo(message);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void bytes_of_any_kind_are_read_or_refused(@ForAll byte[] bytes) {
    assertReadOrRefused(bytes);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void a_message_with_bytes_changed_or_missing_is_read_or_refused(
      @ForAll("messages") LinkMessage message, @ForAll int at, @ForAll byte value) {
    byte[] bytes = LinkCodec.encode(message);
    bytes[Math.floorMod(at, bytes.length)] = value;
    assertReadOrRefused(bytes);

    byte[] cut = java.util.Arrays.copyOf(bytes, Math.floorMod(at, bytes.length));
    assertReadOrRefused(cut);
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void a_byte_too_many_is_refused(@ForAll("messages") LinkMessage message) {
    byte[] bytes = LinkCodec.encode(message);
    byte[] longer = java.util.Arrays.copyOf(bytes, bytes.length + 1);

    assertThatThrownBy(() -> LinkCodec.decode(ByteBuffer.wrap(longer)))
        .isInstanceOf(MalformedLinkMessageException.class);
  }

  @Example
  void a_count_beyond_the_message_is_refused_before_anything_is_allocated() {
    ByteBuffer load = ByteBuffer.allocate(5).put((byte) 3).putInt(Integer.MAX_VALUE).flip();

    assertThatThrownBy(() -> LinkCodec.decode(load))
        .isInstanceOf(MalformedLinkMessageException.class)
        .hasMessageContaining("a count of 2147483647 with 0 bytes left");
  }

  @Example
  void errors_that_nest_too_deep_are_refused() {
    RemoteThrowable error = plain(Optional.empty());
    for (int i = 0; i <= RemoteThrowable.MAX_DEPTH; i++) {
      error = plain(Optional.of(error));
    }
    byte[] bytes = LinkCodec.encode(new Threw(error));

    assertThatThrownBy(() -> LinkCodec.decode(ByteBuffer.wrap(bytes)))
        .isInstanceOf(MalformedLinkMessageException.class)
        .hasMessageContaining("nest");
  }

  private static void assertReadOrRefused(byte[] bytes) {
    try {
      assertThat(LinkCodec.decode(ByteBuffer.wrap(bytes))).isNotNull();
    } catch (MalformedLinkMessageException refused) {
      assertThat(refused).hasMessageMatching("(?s).+");
    }
  }

  private static RemoteThrowable plain(Optional<RemoteThrowable> cause) {
    return new RemoteThrowable("a.B", Optional.empty(), List.of(), cause, List.of());
  }

  @Provide
  Arbitrary<LinkMessage> messages() {
    Arbitrary<Long> number = Arbitraries.longs();
    Arbitrary<String> text = text();
    Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(50);
    return Arbitraries.oneOf(
        List.of(
            Combinators.combine(text, number, Arbitraries.integers()).as(Hello::new),
            number.map(Welcome::new),
            Combinators.combine(text, bytes).as(ClassFile::new).list().ofMaxSize(4).map(Load::new),
            text.map(AddToClassPath::new),
            Combinators.combine(number, number, text, text).as(Invoke::new),
            Combinators.combine(number, number, text, text).as(ReadVariable::new),
            Arbitraries.of(new Done(), new Close(), new Exiting()),
            text.map(Refused::new),
            Arbitraries.maps(text, text).ofMaxSize(4).map(Returned::new),
            error(3).map(Threw::new),
            Combinators.combine(Arbitraries.integers(), frames()).as(Unresolved::new),
            Arbitraries.of(Rung.values()).map(Stopped::new),
            number.map(Interrupt::new),
            Combinators.combine(number, Arbitraries.of(true, false), bytes).as(Printed::new),
            Combinators.combine(number, number, text, Arbitraries.of(true, false))
                .as(WantsInput::new),
            number.map(WantsInputNoMore::new),
            Combinators.combine(number, text.optional()).as(InputLine::new),
            Combinators.combine(number, text).as(InputRefused::new),
            Combinators.combine(
                    number,
                    Arbitraries.maps(text, text).ofMaxSize(4),
                    text.optional(),
                    Arbitraries.of(true, false))
                .as(Displayed::new),
            Combinators.combine(number, Arbitraries.of(true, false)).as(ClearedOutput::new),
            Combinators.combine(number, text).as(Paged::new)));
  }

  /** Without lone surrogates, which UTF-8 cannot hold. */
  private static Arbitrary<String> text() {
    return Arbitraries.strings()
        .ofMaxLength(20)
        .filter(s -> s.chars().noneMatch(LinkCodecTest::half));
  }

  private static boolean half(int character) {
    return Character.isSurrogate((char) character);
  }

  private static Arbitrary<List<StackTraceElement>> frames() {
    Arbitrary<String> text = text();
    Arbitrary<String> maybe = text.injectNull(0.3);
    return Combinators.combine(maybe, maybe, maybe, text, text, maybe, Arbitraries.integers())
        .as(StackTraceElement::new)
        .list()
        .ofMaxSize(3);
  }

  private static Arbitrary<RemoteThrowable> error(int depth) {
    Arbitrary<Optional<RemoteThrowable>> cause =
        depth == 0
            ? Arbitraries.just(Optional.empty())
            : Arbitraries.lazy(() -> error(depth - 1)).optional();
    Arbitrary<List<RemoteThrowable>> suppressed =
        depth == 0
            ? Arbitraries.just(List.of())
            : Arbitraries.lazy(() -> error(depth - 1)).list().ofMaxSize(1);
    return Combinators.combine(text(), text().optional(), frames(), cause, suppressed)
        .as(RemoteThrowable::new);
  }
}
