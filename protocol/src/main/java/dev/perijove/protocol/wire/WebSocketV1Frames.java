package dev.perijove.protocol.wire;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.RawMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The WebSocket subprotocol that carries a message's frames as they are. All numbers are unsigned
 * 64-bit little-endian: how many offsets, the offsets, then from the first offset on the channel's
 * name, header, parent header, metadata, content and buffers; the last offset is the frame's end.
 */
public final class WebSocketV1Frames {

  /** The name to negotiate. */
  public static final String SUBPROTOCOL = "v1.kernel.websocket.jupyter.org";

  /** The channel and the four JSON parts, and the end. */
  private static final int LEAST_OFFSETS = 6;

  private WebSocketV1Frames() {}

  /** One binary frame. */
  public static byte[] join(Channel channel, RawMessage message) {
    List<byte[]> parts = new ArrayList<>(5 + message.buffers().size());
    parts.add(channel.wireName().getBytes(StandardCharsets.US_ASCII));
    parts.addAll(message.signedFrames());
    parts.addAll(message.buffers());

    long offset = (long) Long.BYTES * (parts.size() + 2);
    long size = offset;
    for (byte[] part : parts) {
      size += part.length;
    }
    ByteBuffer frame =
        ByteBuffer.allocate(FrameSlices.frameSize(size)).order(ByteOrder.LITTLE_ENDIAN);
    frame.putLong(parts.size() + 1L);
    frame.putLong(offset);
    for (byte[] part : parts) {
      offset += part.length;
      frame.putLong(offset);
    }
    parts.forEach(frame::put);
    return frame.array();
  }

  /**
   * Takes a binary frame apart; what is in the JSON parts is not looked at. Reads from the buffer's
   * position to its limit and leaves both alone.
   *
   * @throws MalformedMessageException if a number does not fit the frame, or the channel is unknown
   */
  public static ChannelMessage split(ByteBuffer frame) throws MalformedMessageException {
    ByteBuffer numbers = frame.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (numbers.limit() < Long.BYTES) {
      throw new MalformedMessageException("a WebSocket frame of " + numbers.limit() + " bytes");
    }
    FrameSlices slices = new FrameSlices(numbers);
    int count = slices.count(numbers.getLong(0), LEAST_OFFSETS, Long.BYTES);
    long[] offsets = new long[count];
    for (int i = 0; i < count; i++) {
      offsets[i] = numbers.getLong(Long.BYTES * (i + 1));
    }
    List<byte[]> parts = slices.between(offsets, Long.BYTES * (count + 1));
    Channel channel = ChannelMessage.channel(new String(parts.get(0), StandardCharsets.US_ASCII));
    return new ChannelMessage(
        channel,
        new RawMessage(
            List.of(),
            parts.get(1),
            parts.get(2),
            parts.get(3),
            parts.get(4),
            parts.subList(5, parts.size())));
  }
}
