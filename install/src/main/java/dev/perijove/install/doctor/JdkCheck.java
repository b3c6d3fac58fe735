package dev.perijove.install.doctor;

import static java.util.Objects.requireNonNull;

import dev.perijove.install.jdk.JavaHome;
import dev.perijove.install.jdk.UnusableJavaException;
import java.nio.file.Path;

/** Is there a JDK that can run the kernel? */
public final class JdkCheck implements Check {
  private final Path directory;

  private JdkCheck(Path directory) {
    this.directory = directory;
  }

  /** Looks at the Java installation in this folder. */
  public static JdkCheck of(Path directory) {
    return new JdkCheck(requireNonNull(directory, "directory"));
  }

  @Override
  public String subject() {
    return "JDK";
  }

  @Override
  public Finding look() throws InterruptedException {
    try {
      JavaHome java = JavaHome.inspect(directory).requireForKernel();
      return new Finding.Good(
          "Java %s in %s, with jdk.jshell".formatted(java.version(), java.directory()));
    } catch (UnusableJavaException e) {
      return Finding.Bad.of(
          e,
          "After that, run 'perijove install' again: the kernelspec names the JDK it was made with.");
    }
  }
}
