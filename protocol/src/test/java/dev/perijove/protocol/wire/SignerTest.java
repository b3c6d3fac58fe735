package dev.perijove.protocol.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perijove.protocol.Message;
import dev.perijove.protocol.content.ExecuteRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Signatures, and messages sent twice. */
class SignerTest {
  private static final byte[] KEY = "key".getBytes(US_ASCII);

  private final List<byte[]> frames =
      new MessageCodec().encode(Message.of("s", ExecuteRequest.of("1"))).signedFrames();

  @Test
  void a_signature_is_the_hmac_of_the_frames_in_a_row() {
    // RFC 4231, test case 2
    Signer signer = Signer.of("hmac-sha256", "Jefe".getBytes(US_ASCII));

    byte[] signature =
        signer.sign(
            List.of("what do ya ".getBytes(US_ASCII), "want for nothing?".getBytes(US_ASCII)));

    assertThat(signature)
        .asString(US_ASCII)
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void an_empty_key_means_unsigned_whatever_the_scheme() {
    for (Signer signer :
        List.of(
            Signer.unsigned(), Signer.of("hmac-sha256", new byte[0]), Signer.of("", new byte[0]))) {
      assertThat(signer.signs()).isFalse();
      assertThat(signer.sign(frames)).isEmpty();
      assertThat(signer.verify("anything".getBytes(US_ASCII), frames)).isTrue();
    }
  }

  @Test
  void a_key_is_the_utf_8_of_what_the_connection_file_says() {
    assertThat(Signer.of("hmac-sha256", "kéy").sign(frames))
        .isEqualTo(Signer.of("hmac-sha256", "kéy".getBytes(UTF_8)).sign(frames));
    assertThat(Signer.of("hmac-sha256", "").signs()).isFalse();
  }

  @Test
  void an_unsigned_message_is_refused_where_there_is_a_key() {
    List<byte[]> sent =
        ZmqFrames.write(
            new MessageCodec().encode(Message.of("s", ExecuteRequest.of("1"))), Signer.unsigned());

    assertThatThrownBy(() -> ZmqFrames.read(sent, Signer.of("hmac-sha256", KEY)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("not signed");
  }

  @Test
  void an_unknown_scheme_is_refused_with_those_that_are_known() {
    for (String scheme : List.of("hmac-blake2b", "sha256", "hmac-", "")) {
      assertThatThrownBy(() -> Signer.of(scheme, KEY))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + scheme + "'")
          .hasMessageContaining("sha256");
    }
  }

  @Test
  void threads_sign_with_one_signer_at_once() throws Exception {
    Signer signer = Signer.of("hmac-sha256", KEY);
    byte[] expected = signer.sign(frames);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<Boolean> signing =
          () ->
              IntStream.range(0, 2000).allMatch(i -> Arrays.equals(signer.sign(frames), expected));
      for (Future<Boolean> all : threads.invokeAll(List.of(signing, signing, signing, signing))) {
        assertThat(all.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void a_message_sent_again_is_refused() throws Exception {
    Signer signer = Signer.of("hmac-sha256", KEY);
    ReplayGuard guard = ReplayGuard.create();
    List<byte[]> sent =
        ZmqFrames.write(new MessageCodec().encode(Message.of("s", ExecuteRequest.of("1"))), signer);

    ZmqFrames.read(sent, signer, guard);

    assertThatThrownBy(() -> ZmqFrames.read(sent, signer, guard))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("used before");
  }

  @Test
  void a_forged_message_leaves_nothing_in_the_guard() throws Exception {
    Signer signer = Signer.of("hmac-sha256", KEY);
    ReplayGuard guard = ReplayGuard.create();
    List<byte[]> sent =
        ZmqFrames.write(new MessageCodec().encode(Message.of("s", ExecuteRequest.of("1"))), signer);
    List<byte[]> forged = new ArrayList<>(sent);
    forged.set(5, "{\"code\":\"2\"}".getBytes(US_ASCII));

    assertThatThrownBy(() -> ZmqFrames.read(forged, signer, guard))
        .hasMessageContaining("signature is wrong");

    assertThat(ZmqFrames.read(sent, signer, guard).header()).isEqualTo(sent.get(2));
  }

  @Test
  void unsigned_messages_may_repeat() throws Exception {
    ReplayGuard guard = ReplayGuard.create();
    List<byte[]> sent =
        ZmqFrames.write(
            new MessageCodec().encode(Message.of("s", ExecuteRequest.of("1"))), Signer.unsigned());

    ZmqFrames.read(sent, Signer.unsigned(), guard);

    assertThat(ZmqFrames.read(sent, Signer.unsigned(), guard).header()).isNotEmpty();
  }

  @Test
  void the_guard_knows_the_last_signatures_and_forgets_the_oldest() {
    ReplayGuard guard = ReplayGuard.remembering(100);
    for (int i = 0; i < 1000; i++) {
      assertThat(guard.firstTime(signature(i))).isTrue();
      for (int back = 0; back < Math.min(i, 100); back += 7) {
        assertThat(guard.firstTime(signature(i - back))).isFalse();
      }
    }

    assertThat(guard.firstTime(signature(0))).isTrue();
  }

  @Test
  void a_hundred_thousand_different_signatures_are_all_new() {
    Signer signer = Signer.of("hmac-md5", KEY);
    ReplayGuard guard = ReplayGuard.create();
    for (int i = 0; i < 100_000; i++) {
      byte[] next = signer.sign(List.of(signature(i)));
      assertThat(guard.firstTime(next)).isTrue();
      assertThat(guard.firstTime(next)).isFalse();
    }
  }

  private static byte[] signature(int number) {
    return ("signature " + number).getBytes(US_ASCII);
  }
}
