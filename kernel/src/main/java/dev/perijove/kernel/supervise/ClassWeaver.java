package dev.perijove.kernel.supervise;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Weaves the stop check into a class: a static call without arguments at each method's entry and
 * before each backward jump, so that no loop and no recursion escapes it. The call takes nothing
 * from the stack and leaves nothing, so the class's stack maps stay as they are.
 */
final class ClassWeaver {
  private static final String CHECK_OWNER = "dev/perijove/kernel/worker/StopCheck";
  private static final String CHECK_NAME = "check";

  private ClassWeaver() {}

  /** The class with checks; line numbers and debug information are kept. */
  static byte[] weave(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    Map<String, Integer> firstLines = firstLines(reader);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return new Checks(
                super.visitMethod(access, name, descriptor, signature, exceptions),
                Optional.ofNullable(firstLines.get(name + descriptor)));
          }
        },
        0);
    return writer.toByteArray();
  }

  /** The first line of each method that has lines, by its name and descriptor. */
  private static Map<String, Integer> firstLines(ClassReader reader) {
    Map<String, Integer> lines = new HashMap<>();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitLineNumber(int line, Label start) {
                lines.putIfAbsent(name + descriptor, line);
              }
            };
          }
        },
        ClassReader.SKIP_FRAMES);
    return lines;
  }

  /** Puts the checks into one method. */
  private static final class Checks extends MethodVisitor {
    private final Set<Label> passed = new HashSet<>();

    private final Optional<Integer> firstLine;

    Checks(MethodVisitor target, Optional<Integer> firstLine) {
      super(Opcodes.ASM9, target);
      this.firstLine = firstLine;
    }

    private void check() {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, CHECK_OWNER, CHECK_NAME, "()V", false);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      // An endless recursion often ends here, and its stack trace should say where.
      firstLine.ifPresent(
          line -> {
            Label start = new Label();
            super.visitLabel(start);
            super.visitLineNumber(line, start);
          });
      check();
    }

    @Override
    public void visitLabel(Label label) {
      passed.add(label);
      super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label target) {
      if (passed.contains(target)) {
        check();
      }
      super.visitJumpInsn(opcode, target);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... cases) {
      checkBefore(otherwise, cases);
      super.visitTableSwitchInsn(min, max, otherwise, cases);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] cases) {
      checkBefore(otherwise, cases);
      super.visitLookupSwitchInsn(otherwise, keys, cases);
    }

    private void checkBefore(Label otherwise, Label[] cases) {
      boolean back = passed.contains(otherwise);
      for (Label target : cases) {
        back |= passed.contains(target);
      }
      if (back) {
        check();
      }
    }
  }
}
