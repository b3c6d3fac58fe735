package dev.perijove.kernel.link;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes the parts of one message; big-endian, every length a 32-bit count before what it counts.
 */
final class LinkWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  LinkWriter uint8(int value) {
    out.write(value);
    return this;
  }

  LinkWriter bool(boolean value) {
    return uint8(value ? 1 : 0);
  }

  LinkWriter int32(int value) {
    out.write(value >>> 24);
    out.write(value >>> 16);
    out.write(value >>> 8);
    out.write(value);
    return this;
  }

  LinkWriter int64(long value) {
    return int32((int) (value >>> 32)).int32((int) value);
  }

  LinkWriter bytes(byte[] value) {
    int32(value.length);
    out.writeBytes(value);
    return this;
  }

  LinkWriter string(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  <T> LinkWriter list(List<T> values, Consumer<T> each) {
    int32(values.size());
    values.forEach(each);
    return this;
  }

  @SuppressWarnings("OptionalUsedAsFieldOrParameterType") // it is what is written
  <T> LinkWriter optional(Optional<T> value, Consumer<T> write) {
    bool(value.isPresent());
    value.ifPresent(write);
    return this;
  }

  LinkWriter strings(Map<String, String> values) {
    int32(values.size());
    values.forEach((key, value) -> string(key).string(value));
    return this;
  }

  LinkWriter frames(List<StackTraceElement> frames) {
    return list(frames, this::frame);
  }

  private void frame(StackTraceElement frame) {
    nullable(frame.getClassLoaderName());
    nullable(frame.getModuleName());
    nullable(frame.getModuleVersion());
    string(frame.getClassName());
    string(frame.getMethodName());
    nullable(frame.getFileName());
    int32(frame.getLineNumber());
  }

  private void nullable(@org.jspecify.annotations.Nullable String value) {
    optional(Optional.ofNullable(value), this::string);
  }

  void throwable(RemoteThrowable error) {
    string(error.className());
    optional(error.message(), this::string);
    frames(error.frames());
    optional(error.cause(), this::throwable);
    list(error.suppressed(), this::throwable);
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }
}
