package dev.perijove.protocol.wire;

import dev.perijove.protocol.RawMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as ZeroMQ frames: identities, {@code <IDS|MSG>}, signature, header, parent header,
 * metadata, content, buffers; "The Wire Protocol" in the Jupyter messaging documentation.
 */
public final class ZmqFrames {
  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
  private static final int FRAMES_AFTER_DELIMITER = 5;

  private ZmqFrames() {}

  /** Signs a message and lines up its frames. */
  public static List<byte[]> write(RawMessage message, Signer signer) {
    int prefix = message.identities().size();
    List<byte[]> frames =
        new ArrayList<>(prefix + 1 + FRAMES_AFTER_DELIMITER + message.buffers().size());
    List<byte[]> signed = message.signedFrames();
    frames.addAll(message.identities());
    frames.add(DELIMITER.clone());
    frames.add(signer.sign(signed));
    frames.addAll(signed);
    frames.addAll(message.buffers());
    return frames;
  }

  /**
   * Checks the signature, and only then says what the frames are.
   *
   * @throws MalformedMessageException if frames are missing or the signature is wrong
   */
  public static RawMessage read(List<byte[]> frames, Signer signer)
      throws MalformedMessageException {
    return readChecked(frames, signer, null);
  }

  /**
   * As {@link #read(List, Signer)}, and refuses a message whose signature the guard has seen.
   *
   * @throws MalformedMessageException if frames are missing, the signature is wrong or was used
   */
  public static RawMessage read(List<byte[]> frames, Signer signer, ReplayGuard guard)
      throws MalformedMessageException {
    return readChecked(frames, signer, guard);
  }

  private static RawMessage readChecked(
      List<byte[]> frames, Signer signer, @Nullable ReplayGuard guard)
      throws MalformedMessageException {
    int delimiter = delimiter(frames);
    int json = delimiter + 2;
    if (frames.size() < delimiter + 1 + FRAMES_AFTER_DELIMITER) {
      throw new MalformedMessageException(
          "after <IDS|MSG> there must be a signature and four JSON frames, found "
              + (frames.size() - delimiter - 1)
              + " frames");
    }
    byte[] signature = frames.get(delimiter + 1);
    if (!signer.verify(signature, frames.subList(json, json + 4))) {
      throw new MalformedMessageException(
          signature.length == 0
              ? "the message is not signed; this kernel's connection file has a key"
              : "the signature is wrong; sender and receiver do not share key and scheme");
    }
    if (signer.signs() && guard != null && !guard.firstTime(signature)) {
      throw new MalformedMessageException("the signature was used before: a message sent again");
    }
    return new RawMessage(
        frames.subList(0, delimiter),
        frames.get(json),
        frames.get(json + 1),
        frames.get(json + 2),
        frames.get(json + 3),
        frames.subList(json + 4, frames.size()));
  }

  private static int delimiter(List<byte[]> frames) throws MalformedMessageException {
    for (int i = 0; i < frames.size(); i++) {
      if (Arrays.equals(frames.get(i), DELIMITER)) {
        return i;
      }
    }
    throw new MalformedMessageException("no <IDS|MSG> among " + frames.size() + " frames");
  }
}
