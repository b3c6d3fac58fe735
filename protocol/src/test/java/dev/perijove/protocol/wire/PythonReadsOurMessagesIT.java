package dev.perijove.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.Header;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.content.Content;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Jupyter's own Python code reads every message we write, in every framing. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PythonReadsOurMessagesIT {
  private static final String KEY = "a key of ours";
  private static final List<String> SCHEMES =
      List.of("hmac-sha256", "hmac-md5", "hmac-sha1", "hmac-sha512", "hmac-sha3_256");

  private final MessageCodec codec = new MessageCodec();

  @Test
  void python_reads_every_message_we_write() throws Exception {
    Path python = RealClients.python();
    Process process =
        new ProcessBuilder(
                python.toString(), Path.of("src/test/python/read_messages.py").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var out = process.outputWriter(UTF_8);
        var in = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      int number = 0;
      for (Samples.Sample sample : Samples.all()) {
        String scheme = SCHEMES.get(number++ % SCHEMES.size());
        RawMessage raw = codec.encode(message(sample));

        out.write(line(scheme, raw));
        out.newLine();
        out.flush();

        assertPythonRead(sample, raw, answer(in));
      }
    } finally {
      process.destroy();
    }
  }

  private static JsonNode answer(BufferedReader in) throws IOException {
    String line = in.readLine();
    assertThat(line).as("an answer of the Python process; its complaint is on stderr").isNotNull();
    return Samples.tree(line.getBytes(UTF_8));
  }

  private static Message<Content> message(Samples.Sample sample) {
    return new Message<>(
        List.of(new byte[] {0, 1, 2}, new byte[] {'b'}),
        Header.of(sample.type().wireName(), "session"),
        Optional.of(Header.of("execute_request", "client")),
        Map.of("note", Samples.json("{'a':[1,2.5]}")),
        sample.content(),
        Map.of(),
        List.of(new byte[] {1, 2, 3}, new byte[0], new byte[1000]));
  }

  private static String line(String scheme, RawMessage raw) throws MalformedMessageException {
    ObjectNode line = Samples.json("{}");
    line.put("scheme", scheme);
    line.put("key", KEY);
    List<byte[]> frames = ZmqFrames.write(raw, Signer.of(scheme, KEY.getBytes(UTF_8)));
    frames.forEach(frame -> line.withArray("zmq").add(base64(frame)));
    line.put("v1", base64(WebSocketV1Frames.join(Channel.IOPUB, raw)));
    WebSocketJsonFrames.Frame.Binary binary =
        (WebSocketJsonFrames.Frame.Binary) WebSocketJsonFrames.join(Channel.IOPUB, raw);
    line.put("binary", base64(binary.bytes()));
    return line.toString();
  }

  private static void assertPythonRead(Samples.Sample sample, RawMessage raw, JsonNode answer) {
    for (String framing : List.of("zmq", "binary")) {
      JsonNode read = answer.get(framing);
      assertThat(read.get("header")).as(sample + framing).isEqualTo(Samples.tree(raw.header()));
      assertThat(read.get("parent_header")).isEqualTo(Samples.tree(raw.parentHeader()));
      // Python reads 2.50 as the floating point number 2.5, so both sides are compared as such
      assertThat(Samples.floats(read.get("metadata").toString()))
          .isEqualTo(Samples.floats(Samples.tree(raw.metadata()).toString()));
      assertThat(Samples.floats(read.get("content").toString()))
          .isEqualTo(Samples.floats(Samples.tree(raw.content()).toString()));
      assertThat(read.get("buffers")).isEqualTo(base64(raw.buffers()));
    }
    assertThat(answer.get("identities")).isEqualTo(base64(raw.identities()));
    assertThat(answer.get("v1_channel").stringValue()).isEqualTo("iopub");
    ObjectNode v1 = Samples.json("{}");
    raw.signedFrames().forEach(frame -> v1.withArray("parts").add(base64(frame)));
    raw.buffers().forEach(frame -> v1.withArray("parts").add(base64(frame)));
    assertThat(answer.get("v1")).isEqualTo(v1.get("parts"));
  }

  private static JsonNode base64(List<byte[]> frames) {
    ObjectNode holder = Samples.json("{}");
    frames.forEach(frame -> holder.withArray("frames").add(base64(frame)));
    return holder.get("frames");
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
