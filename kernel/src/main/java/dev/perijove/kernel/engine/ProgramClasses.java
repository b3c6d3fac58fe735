package dev.perijove.kernel.engine;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;

/**
 * The classes JShell has made of what the person declared, so that code can be attributed against
 * them outside JShell. Bounded as JShell is, by what is declared: classes of statements and of
 * values shown are forgotten when they have run.
 */
final class ProgramClasses {

  private final Map<String, ClassBytecodes> classes = new ConcurrentHashMap<>();

  void add(ClassBytecodes[] added) {
    for (ClassBytecodes each : added) {
      classes.put(each.name().replace('/', '.'), each);
    }
  }

  /** Forgets a class and those nested in it. */
  void forget(String className) {
    classes.keySet().removeIf(name -> name.equals(className) || name.startsWith(className + "$"));
  }

  /** As class files of the package {@value #PACKAGE}. */
  List<JavaFileObject> files() {
    return classes.entrySet().stream()
        .<JavaFileObject>map(entry -> new ClassFile(entry.getKey(), entry.getValue().bytecodes()))
        .toList();
  }

  static final String PACKAGE = "REPL";

  /** A class in memory. */
  static final class ClassFile extends SimpleJavaFileObject {
    private final String binaryName;
    private final byte[] bytes;

    private ClassFile(String binaryName, byte[] bytes) {
      super(URI.create("memory:///" + binaryName.replace('.', '/') + ".class"), Kind.CLASS);
      this.binaryName = binaryName;
      this.bytes = bytes;
    }

    String binaryName() {
      return binaryName;
    }

    @Override
    public InputStream openInputStream() {
      return new ByteArrayInputStream(bytes);
    }
  }
}
