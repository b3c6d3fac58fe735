package dev.perijove.kernel.link;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * A class to define.
 *
 * @param name its binary name
 * @param bytes its class file; not copied, so leave it alone
 */
@SuppressWarnings("ArrayRecordComponent") // equality by content is defined below
public record ClassFile(String name, byte[] bytes) {
  public ClassFile {
    requireNonNull(name, "name");
    requireNonNull(bytes, "bytes");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassFile that
        && name.equals(that.name)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return name + " (" + bytes.length + " bytes)";
  }
}
