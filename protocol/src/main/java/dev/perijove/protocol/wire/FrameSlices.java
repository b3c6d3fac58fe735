package dev.perijove.protocol.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a WebSocket frame that starts with a table of offsets. The numbers come from the
 * other side: each is checked against the frame before it is used, so what is allocated is bounded
 * by what was received.
 */
final class FrameSlices {

  /** More parts than any message has; keeps a frame of empty parts from becoming many objects. */
  static final int MAX_PARTS = 16_384;

  private static final byte[] NOTHING = {};

  private final ByteBuffer frame;

  /**
   * @param frame from position 0, in the byte order of its numbers
   */
  FrameSlices(ByteBuffer frame) {
    this.frame = frame;
  }

  /** How many numbers stand in the table, checked. */
  int count(long claimed, int least, int numberSize) throws MalformedMessageException {
    long room = frame.limit() / numberSize - 1L;
    if (claimed < least || claimed > room || claimed > MAX_PARTS) {
      throw new MalformedMessageException(
          "a WebSocket frame of "
              + frame.limit()
              + " bytes cannot start with a table of "
              + Long.toUnsignedString(claimed)
              + " offsets");
    }
    return (int) claimed;
  }

  /** The parts between neighbouring offsets. */
  List<byte[]> between(long[] offsets, int tableEnd) throws MalformedMessageException {
    long previous = tableEnd;
    for (long offset : offsets) {
      if (offset < previous || offset > frame.limit()) {
        throw new MalformedMessageException(
            "offset "
                + Long.toUnsignedString(offset)
                + " of a WebSocket frame is not between "
                + previous
                + " and "
                + frame.limit());
      }
      previous = offset;
    }
    List<byte[]> parts = new ArrayList<>(offsets.length - 1);
    for (int i = 0; i + 1 < offsets.length; i++) {
      parts.add(slice((int) offsets[i], (int) (offsets[i + 1] - offsets[i])));
    }
    return parts;
  }

  private byte[] slice(int start, int length) {
    if (length == 0) {
      return NOTHING;
    }
    byte[] part = new byte[length];
    frame.get(start, part);
    return part;
  }

  /** The size of a frame to write, which is one array. */
  static int frameSize(long size) {
    if (size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("a message of " + size + " bytes fits no WebSocket frame");
    }
    return (int) size;
  }
}
