package dev.perijove.kernel.worker;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The little of {@code java.lang.foreign} (JDK 22 and later) that {@link NativeStop} needs, by
 * reflection, since our class files are for 17. Pointers are numbers, and so is every other
 * argument and result: a 64-bit register holds them all on the platforms that there are.
 */
final class Foreign {
  private static final int PARAMETERS = 4;

  private final Class<?> segment = type("MemorySegment");
  private final Class<?> layout = type("MemoryLayout");
  private final Class<?> descriptor = type("FunctionDescriptor");
  private final Class<?> option = type("Linker$Option");
  private final Class<?> arena = type("Arena");
  private final Object longLayout = type("ValueLayout").getField("JAVA_LONG").get(null);
  private final Object linker = type("Linker").getMethod("nativeLinker").invoke(null);
  private final Object forEver = arena.getMethod("global").invoke(null);
  private final Method get = segment.getMethod("get", type("ValueLayout$OfLong"), long.class);
  private final Method set =
      segment.getMethod("set", type("ValueLayout$OfLong"), long.class, long.class);

  Foreign() throws ReflectiveOperationException {}

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName("java.lang.foreign." + name);
  }

  /** Where a function of a library is. */
  long address(Path library, String function) throws ReflectiveOperationException {
    Class<?> lookup = type("SymbolLookup");
    Object symbols =
        lookup.getMethod("libraryLookup", Path.class, arena).invoke(null, library, forEver);
    Optional<?> found =
        (Optional<?>) lookup.getMethod("find", String.class).invoke(symbols, function);
    try {
      return addressOf(found.orElseThrow());
    } catch (NoSuchElementException e) {
      throw new ReflectiveOperationException(library + " has no function " + function, e);
    }
  }

  /**
   * A function that takes up to four numbers and gives one. All have this one type: a function that
   * takes fewer finds the rest in registers that it does not look at.
   */
  MethodHandle function(long address) throws ReflectiveOperationException {
    Object layouts = Array.newInstance(layout, PARAMETERS);
    Arrays.fill((Object[]) layouts, longLayout);
    Object type =
        descriptor.getMethod("of", layout, layouts.getClass()).invoke(null, longLayout, layouts);
    Object noOptions = Array.newInstance(option, 0);
    return (MethodHandle)
        type("Linker")
            .getMethod("downcallHandle", segment, descriptor, noOptions.getClass())
            .invoke(linker, at(address), type, noOptions);
  }

  /** Memory that is never freed, all zero. */
  long allocate(long bytes) throws ReflectiveOperationException {
    return addressOf(
        arena.getMethod("allocate", long.class, long.class).invoke(forEver, bytes, 8L));
  }

  /** A C string that is never freed. */
  long string(String ascii) throws ReflectiveOperationException {
    long memory = allocate((ascii.length() + 8) / 8 * 8L);
    for (int word = 0; word * 8 < ascii.length(); word++) {
      long value = 0;
      for (int i = 0; i < 8 && word * 8 + i < ascii.length(); i++) {
        int shift = bigEndian() ? 56 - 8 * i : 8 * i;
        value |= (long) ascii.charAt(word * 8 + i) << shift;
      }
      write(memory + word * 8L, value);
    }
    return memory;
  }

  private static boolean bigEndian() {
    return java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.BIG_ENDIAN;
  }

  long read(long address) throws ReflectiveOperationException {
    return (long) get.invoke(word(address), longLayout, 0L);
  }

  void write(long address, long value) throws ReflectiveOperationException {
    set.invoke(word(address), longLayout, 0L, value);
  }

  private Object word(long address) throws ReflectiveOperationException {
    return segment.getMethod("reinterpret", long.class).invoke(at(address), 8L);
  }

  private Object at(long address) throws ReflectiveOperationException {
    return segment.getMethod("ofAddress", long.class).invoke(null, address);
  }

  private long addressOf(Object memory) throws ReflectiveOperationException {
    return (long) segment.getMethod("address").invoke(memory);
  }
}
