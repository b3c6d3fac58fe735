package dev.perijove.protocol.wire;

import static java.util.Objects.requireNonNull;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.RawMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The WebSocket framing without a subprotocol: one JSON object with header, parent header,
 * metadata, content and channel as a text frame. A message with buffers is a binary frame of
 * unsigned 32-bit big-endian numbers: how many parts, the offset of each from the frame's start,
 * then the JSON object and the buffers.
 */
public final class WebSocketJsonFrames {

  private WebSocketJsonFrames() {}

  /** What goes into a WebSocket frame. */
  public sealed interface Frame {
    /** A text frame. */
    record Text(String text) implements Frame {
      public Text {
        requireNonNull(text, "text");
      }
    }

    /** A binary frame; equal to another when the bytes are. */
    @SuppressWarnings("ArrayRecordComponent")
    record Binary(byte[] bytes) implements Frame {
      public Binary {
        requireNonNull(bytes, "bytes");
      }

      @Override
      public boolean equals(Object other) {
        return other instanceof Binary that && Arrays.equals(bytes, that.bytes);
      }

      @Override
      public int hashCode() {
        return Arrays.hashCode(bytes);
      }

      /** The size only. */
      @Override
      public String toString() {
        return "Binary[" + bytes.length + " bytes]";
      }
    }
  }

  /**
   * The message as one frame. Its JSON is checked, not written anew.
   *
   * @throws MalformedMessageException if a part is no JSON object, which would break the frame
   */
  public static Frame join(Channel channel, RawMessage message) throws MalformedMessageException {
    byte[] json = JsonEnvelope.write(channel, message);
    return message.buffers().isEmpty()
        ? new Frame.Text(new String(json, StandardCharsets.UTF_8))
        : new Frame.Binary(join(json, message.buffers()));
  }

  /**
   * Takes a text frame apart. A frame that names no channel is for the shell.
   *
   * @throws MalformedMessageException if it is no such JSON object
   */
  public static ChannelMessage split(String text) throws MalformedMessageException {
    return JsonEnvelope.read(text.getBytes(StandardCharsets.UTF_8), List.of());
  }

  /**
   * Takes a binary frame apart. Reads from the buffer's position to its limit and leaves both
   * alone.
   *
   * @throws MalformedMessageException if a number does not fit the frame, or the first part is no
   *     such JSON object
   */
  public static ChannelMessage split(ByteBuffer binary) throws MalformedMessageException {
    ByteBuffer numbers = binary.slice().order(ByteOrder.BIG_ENDIAN);
    if (numbers.limit() < Integer.BYTES) {
      throw new MalformedMessageException("a WebSocket frame of " + numbers.limit() + " bytes");
    }
    FrameSlices slices = new FrameSlices(numbers);
    int count = slices.count(Integer.toUnsignedLong(numbers.getInt(0)), 1, Integer.BYTES);
    long[] offsets = new long[count + 1];
    for (int i = 0; i < count; i++) {
      offsets[i] = Integer.toUnsignedLong(numbers.getInt(Integer.BYTES * (i + 1)));
    }
    offsets[count] = numbers.limit();
    List<byte[]> parts = slices.between(offsets, Integer.BYTES * (count + 1));
    return JsonEnvelope.read(parts.get(0), parts.subList(1, parts.size()));
  }

  private static byte[] join(byte[] json, List<byte[]> buffers) {
    List<byte[]> parts = new ArrayList<>(buffers.size() + 1);
    parts.add(json);
    parts.addAll(buffers);
    long offset = (long) Integer.BYTES * (parts.size() + 1);
    long size = offset;
    for (byte[] part : parts) {
      size += part.length;
    }
    ByteBuffer frame = ByteBuffer.allocate(FrameSlices.frameSize(size)).order(ByteOrder.BIG_ENDIAN);
    frame.putInt(parts.size());
    for (byte[] part : parts) {
      frame.putInt((int) offset);
      offset += part.length;
    }
    parts.forEach(frame::put);
    return frame.array();
  }
}
