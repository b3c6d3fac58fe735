package dev.perijove.kernel.worker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * {@code System.out} or {@code System.err} of user code. A line reaches the output whole, so lines
 * of two threads do not mix. Closing does nothing: {@code try (var out = new
 * PrintWriter(System.out))} in one cell must not silence the next.
 */
final class CellPrintStream extends PrintStream {

  private CellPrintStream(OutputStream out) {
    super(out, true, StandardCharsets.UTF_8);
  }

  static CellPrintStream of(WorkerOutput output, boolean error) {
    return new CellPrintStream(
        new OutputStream() {
          @Override
          public void write(int value) {
            output.print(error, new byte[] {(byte) value}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int count) {
            output.print(error, bytes, offset, count);
          }
        });
  }

  private void line(String text) {
    print(text + System.lineSeparator());
  }

  @Override
  public void println() {
    line("");
  }

  @Override
  public void println(boolean value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(char value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(int value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(long value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(float value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(double value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(char[] value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(@org.jspecify.annotations.Nullable String value) {
    line(String.valueOf(value));
  }

  @Override
  public void println(@org.jspecify.annotations.Nullable Object value) {
    line(String.valueOf(value));
  }

  @Override
  public void close() {
    flush();
  }
}
