package dev.perijove.kernel.link;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of one message from bytes that may be anything. Never allocates more than the
 * bytes at hand could hold.
 */
final class LinkReader {

  /** Reads one part. */
  interface Part<T> {
    T read() throws MalformedLinkMessageException;
  }

  private final ByteBuffer in;

  LinkReader(ByteBuffer in) {
    this.in = in;
  }

  int uint8() throws MalformedLinkMessageException {
    need(1);
    return in.get() & 0xFF;
  }

  boolean bool() throws MalformedLinkMessageException {
    int value = uint8();
    if (value > 1) {
      throw new MalformedLinkMessageException("a truth value is 0 or 1, not " + value);
    }
    return value == 1;
  }

  int int32() throws MalformedLinkMessageException {
    need(4);
    return in.getInt();
  }

  long int64() throws MalformedLinkMessageException {
    need(8);
    return in.getLong();
  }

  byte[] bytes() throws MalformedLinkMessageException {
    byte[] value = new byte[count()];
    in.get(value);
    return value;
  }

  String string() throws MalformedLinkMessageException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  <T> List<T> list(Part<T> each) throws MalformedLinkMessageException {
    int size = count();
    List<T> values = new ArrayList<>(Math.min(size, 1024));
    for (int i = 0; i < size; i++) {
      values.add(each.read());
    }
    return values;
  }

  <T> Optional<T> optional(Part<T> part) throws MalformedLinkMessageException {
    return bool() ? Optional.of(part.read()) : Optional.empty();
  }

  Map<String, String> strings() throws MalformedLinkMessageException {
    int size = count();
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      values.put(string(), string());
    }
    return values;
  }

  <E extends Enum<E>> E oneOf(E[] constants) throws MalformedLinkMessageException {
    int ordinal = uint8();
    if (ordinal >= constants.length) {
      throw new MalformedLinkMessageException("no constant number " + ordinal);
    }
    return constants[ordinal];
  }

  List<StackTraceElement> frames() throws MalformedLinkMessageException {
    return list(this::frame);
  }

  private StackTraceElement frame() throws MalformedLinkMessageException {
    return new StackTraceElement(
        nullable(), nullable(), nullable(), string(), string(), nullable(), int32());
  }

  private @Nullable String nullable() throws MalformedLinkMessageException {
    return optional(this::string).orElse(null);
  }

  RemoteThrowable throwable() throws MalformedLinkMessageException {
    return throwable(0);
  }

  private RemoteThrowable throwable(int depth) throws MalformedLinkMessageException {
    if (depth > RemoteThrowable.MAX_DEPTH) {
      throw new MalformedLinkMessageException("errors nest deeper than " + depth);
    }
    return new RemoteThrowable(
        string(),
        optional(this::string),
        frames(),
        optional(() -> throwable(depth + 1)),
        list(() -> throwable(depth + 1)));
  }

  void end() throws MalformedLinkMessageException {
    if (in.hasRemaining()) {
      throw new MalformedLinkMessageException(in.remaining() + " bytes too many");
    }
  }

  /** A count of things that take at least a byte each. */
  private int count() throws MalformedLinkMessageException {
    int count = int32();
    if (count < 0 || count > in.remaining()) {
      throw new MalformedLinkMessageException(
          "a count of " + count + " with " + in.remaining() + " bytes left");
    }
    return count;
  }

  private void need(int bytes) throws MalformedLinkMessageException {
    if (in.remaining() < bytes) {
      throw new MalformedLinkMessageException("ends within a message");
    }
  }
}
