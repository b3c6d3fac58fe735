package dev.perijove.kernel.supervise;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 that comes in pieces, which may end within a character. What is no UTF-8 becomes
 * U+FFFD. For one thread.
 */
final class TextDecoder {
  private static final int LONGEST = 4;

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private ByteBuffer begun = ByteBuffer.allocate(0);

  /** The text that is complete now; what is begun waits for the next piece. */
  String decode(byte[] piece, int length) {
    ByteBuffer in = ByteBuffer.allocate(begun.remaining() + length);
    in.put(begun).put(piece, 0, length).flip();
    CharBuffer out = CharBuffer.allocate(in.remaining() + LONGEST);
    decoder.decode(in, out, false);
    begun = in;
    return out.flip().toString();
  }
}
