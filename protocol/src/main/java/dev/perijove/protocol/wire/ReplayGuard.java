package dev.perijove.protocol.wire;

/**
 * Remembers the signatures that were used, so that a recorded message cannot be sent again.
 * Bounded: at least the last {@code capacity} signatures are known, at most twice as many are kept.
 * Thread-safe. One guard belongs to one socket: two sockets may rightly receive the same message.
 */
public final class ReplayGuard {

  /** As many as jupyter_client remembers. */
  public static final int DEFAULT_CAPACITY = 65_536;

  private final int capacity;
  private SignatureSet recent = new SignatureSet();
  private SignatureSet older = new SignatureSet();

  private ReplayGuard(int capacity) {
    this.capacity = capacity;
  }

  /** Knows the last {@link #DEFAULT_CAPACITY} signatures. */
  public static ReplayGuard create() {
    return remembering(DEFAULT_CAPACITY);
  }

  /**
   * @throws IllegalArgumentException if {@code capacity} is not positive
   */
  public static ReplayGuard remembering(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a replay guard must remember something: " + capacity);
    }
    return new ReplayGuard(capacity);
  }

  /**
   * Whether this signature was not seen before; from now on it was. To be asked only about
   * signatures that were verified, else anybody could fill the memory. The empty signature of an
   * unsigned message is always new.
   */
  public synchronized boolean firstTime(byte[] signature) {
    if (signature.length == 0) {
      return true;
    }
    long mark = SignatureSet.mark(signature);
    if (older.contains(mark) || !recent.add(mark)) {
      return false;
    }
    if (recent.size() >= capacity) {
      older = recent;
      recent = new SignatureSet();
    }
    return true;
  }
}
