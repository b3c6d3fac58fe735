package dev.perijove.kernel.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Woven classes verify, do what they did, and have a check wherever code can go round. */
class ClassWeaverTest {

  /** Every way of javac's to jump back, and a constructor, whose entry is before its super call. */
  static final class Loops implements IntUnaryOperator {
    private final int base;

    Loops() {
      super();
      base = 1;
    }

    @Override
    public int applyAsInt(int rounds) {
      int sum = base;
      for (int i = 0; i < rounds; i++) {
        sum += i;
      }
      int left = rounds;
      do {
        sum++;
        left--;
      } while (left > 0);
      while (true) {
        try {
          if (sum > 1000) {
            return sum;
          }
          switch (sum % 3) {
            case 0 -> sum += 5;
            case 1 -> sum++;
            default -> {
              continue;
            }
          }
        } finally {
          sum += 2;
        }
      }
    }
  }

  static final class Straight {
    static int twice(int n) {
      return n > 0 ? 2 * n : 0;
    }
  }

  /** Defines woven bytes. */
  private static final class Loader extends ClassLoader {
    Loader() {
      super(ClassWeaverTest.class.getClassLoader());
    }

    Class<?> define(byte[] bytes) {
      return defineClass(null, bytes, 0, bytes.length);
    }
  }

  @Test
  void a_woven_class_verifies_and_computes_the_same() throws Exception {
    Class<?> woven = new Loader().define(ClassWeaver.weave(bytes(Loops.class)));
    assertThat(woven).isNotEqualTo(Loops.class);
    var constructor = woven.getDeclaredConstructor();
    constructor.setAccessible(true);
    IntUnaryOperator operator = (IntUnaryOperator) constructor.newInstance();

    for (int rounds = 0; rounds < 20; rounds++) {
      assertThat(operator.applyAsInt(rounds)).isEqualTo(new Loops().applyAsInt(rounds));
    }
  }

  @Test
  void a_method_without_loops_has_one_check() throws Exception {
    assertThat(checks(ClassWeaver.weave(bytes(Straight.class)), "twice")).isEqualTo(1);
  }

  @Test
  void the_check_at_the_entry_has_the_methods_first_line() throws Exception {
    List<Integer> before = lines(bytes(Straight.class), "twice");
    List<Integer> woven = lines(ClassWeaver.weave(bytes(Straight.class)), "twice");

    assertThat(woven.get(0)).isEqualTo(before.get(0)).isPositive();
  }

  /** The lines of a method's instructions that call or decide something, 0 where there is none. */
  private static List<Integer> lines(byte[] classFile, String method) {
    List<Integer> lines = new ArrayList<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                return new MethodVisitor(Opcodes.ASM9) {
                  private int line;

                  @Override
                  public void visitLineNumber(int number, Label start) {
                    line = number;
                  }

                  @Override
                  public void visitMethodInsn(
                      int opcode, String owner, String called, String type, boolean itf) {
                    note();
                  }

                  @Override
                  public void visitJumpInsn(int opcode, Label target) {
                    note();
                  }

                  private void note() {
                    if (name.equals(method)) {
                      lines.add(line);
                    }
                  }
                };
              }
            },
            0);
    return lines;
  }

  @Test
  void a_method_with_loops_has_one_at_its_entry_and_one_a_backward_jump() throws Exception {
    // for, do, and the endless loop's ways back: its end and its continue
    assertThat(checks(ClassWeaver.weave(bytes(Loops.class)), "applyAsInt"))
        .isGreaterThanOrEqualTo(1 + 3);
  }

  private static int checks(byte[] classFile, String method) {
    List<String> found = new ArrayList<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitMethodInsn(
                      int opcode, String owner, String called, String type, boolean itf) {
                    if (name.equals(method) && owner.endsWith("/StopCheck")) {
                      found.add(called);
                    }
                  }
                };
              }
            },
            0);
    return found.size();
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    try (InputStream in =
        type.getResourceAsStream(type.getName().replaceAll(".*\\.", "") + ".class")) {
      assertThat(in).isNotNull();
      return in == null ? new byte[0] : in.readAllBytes();
    }
  }
}
