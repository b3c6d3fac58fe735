package dev.perijove.kernel.supervise;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Reads what native code and the virtual machine itself print to one of the process's own streams,
 * on a thread of its own, until the process ends.
 */
final class NativeOutput {
  private static final int BUFFER_BYTES = 8192;

  private final Thread thread;

  private NativeOutput(Thread thread) {
    this.thread = thread;
  }

  static NativeOutput read(InputStream stream, String threadName, Consumer<String> text) {
    Thread thread = new Thread(null, () -> readAll(stream, text), threadName, 0, false);
    thread.setDaemon(true);
    thread.start();
    return new NativeOutput(thread);
  }

  private static void readAll(InputStream stream, Consumer<String> text) {
    TextDecoder decoder = new TextDecoder();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (stream) {
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        String piece = decoder.decode(buffer, read);
        if (!piece.isEmpty()) {
          text.accept(piece);
        }
      }
    } catch (IOException e) {
      // The JDK closes the stream under us when the process was destroyed: its end all the same.
    }
  }

  /** Waits for the end, but not for a child process that still holds the stream. */
  void awaitEnd(long millis) throws InterruptedException {
    thread.join(millis);
  }
}
