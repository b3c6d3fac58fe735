package dev.perijove.protocol.wire;

/**
 * A set of signatures that only grows. Keeps 64 bits of each, in one array: signatures are as good
 * as random and nobody without the key can choose one, so among 100,000 of them a new one is taken
 * for a known one once in 10^14 messages. Not thread-safe.
 */
final class SignatureSet {
  private static final int FIRST_SLOTS = 64;
  private static final long MIXER = 0x9E3779B97F4A7C15L;

  /** A power of two of slots, at most half of them taken; 0 is a free one. */
  private long[] slots = new long[FIRST_SLOTS];

  private int size;

  /** The bits of a signature that are kept; never 0. */
  static long mark(byte[] signature) {
    long mark = 0;
    for (byte b : signature) {
      mark = (mark ^ b) * MIXER;
      mark ^= mark >>> 32;
    }
    return mark == 0 ? MIXER : mark;
  }

  int size() {
    return size;
  }

  boolean contains(long mark) {
    return slots[slotOf(mark)] == mark;
  }

  /** False if it was there. */
  boolean add(long mark) {
    int slot = slotOf(mark);
    if (slots[slot] == mark) {
      return false;
    }
    slots[slot] = mark;
    size++;
    if (2 * size > slots.length) {
      grow();
    }
    return true;
  }

  /** Where it stands, or the free slot where it would. */
  private int slotOf(long mark) {
    int slot = (int) mark & (slots.length - 1);
    while (slots[slot] != 0 && slots[slot] != mark) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] taken = slots;
    slots = new long[2 * taken.length];
    for (long mark : taken) {
      if (mark != 0) {
        slots[slotOf(mark)] = mark;
      }
    }
  }
}
