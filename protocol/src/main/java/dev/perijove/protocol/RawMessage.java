package dev.perijove.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;

/**
 * A message as it travels: the frames as they came, without delimiter and signature. Two raw
 * messages are equal when their bytes are. The arrays are not copied: whoever makes or gets one
 * does not write to them.
 *
 * @param identities the ZeroMQ routing prefix; on iopub the topic
 * @param buffers binary buffers after the content
 */
// equality is by the bytes, below
@SuppressWarnings("ArrayRecordComponent")
public record RawMessage(
    List<byte[]> identities,
    byte[] header,
    byte[] parentHeader,
    byte[] metadata,
    byte[] content,
    List<byte[]> buffers) {

  public RawMessage {
    identities = List.copyOf(identities);
    requireNonNull(header, "header");
    requireNonNull(parentHeader, "parentHeader");
    requireNonNull(metadata, "metadata");
    requireNonNull(content, "content");
    buffers = List.copyOf(buffers);
  }

  /** The same message with another routing prefix. */
  public RawMessage withIdentities(List<byte[]> newIdentities) {
    return new RawMessage(newIdentities, header, parentHeader, metadata, content, buffers);
  }

  /** The four JSON frames a signature covers, in order. */
  public List<byte[]> signedFrames() {
    return List.of(header, parentHeader, metadata, content);
  }

  /** How many bytes the message holds in all its frames. */
  public long size() {
    return (long) header.length
        + parentHeader.length
        + metadata.length
        + content.length
        + total(identities)
        + total(buffers);
  }

  private static long total(List<byte[]> frames) {
    long sum = 0;
    for (byte[] frame : frames) {
      sum += frame.length;
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawMessage that
        && Arrays.equals(header, that.header)
        && Arrays.equals(parentHeader, that.parentHeader)
        && Arrays.equals(metadata, that.metadata)
        && Arrays.equals(content, that.content)
        && Arrays.deepEquals(identities.toArray(), that.identities.toArray())
        && Arrays.deepEquals(buffers.toArray(), that.buffers.toArray());
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(header) + Arrays.hashCode(content);
  }

  /** Sizes only: what people run and print does not belong in a log. */
  @Override
  public String toString() {
    return "RawMessage[" + size() + " bytes, " + buffers.size() + " buffers]";
  }
}
