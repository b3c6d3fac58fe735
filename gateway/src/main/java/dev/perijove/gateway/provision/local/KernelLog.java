package dev.perijove.gateway.provision.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last output of a kernel process: what it wrote to the stdout and stderr it was started with,
 * before or beside the Jupyter channels. Bounded: the newest {@value #CAPACITY} bytes are kept. A
 * thread of its own reads, so that the process never waits for us. Thread-safe.
 */
final class KernelLog {

  private static final Logger LOG = LoggerFactory.getLogger(KernelLog.class);
  static final int CAPACITY = 64 * 1024;

  private final byte[] ring = new byte[CAPACITY];
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private long written;

  /** Reads until the stream ends, which is when the process and its children have closed it. */
  void follow(InputStream output, String threadName) {
    Thread reader = new Thread(() -> readAll(output), threadName);
    reader.setDaemon(true);
    reader.start();
  }

  private void readAll(InputStream output) {
    byte[] buffer = new byte[8192];
    try (output) {
      for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
        append(buffer, n);
      }
    } catch (IOException e) {
      LOG.debug("The output of a kernel process ended early", e);
    } finally {
      ended.complete(null);
    }
  }

  /** Completes when everything was read, which a child that lives on can put off for ever. */
  CompletableFuture<Void> ended() {
    return ended.copy();
  }

  synchronized void append(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      ring[(int) (written++ % CAPACITY)] = bytes[i];
    }
  }

  /** What is kept, oldest first; begins with a mark where older output was dropped. */
  synchronized String text() {
    int size = (int) Math.min(written, CAPACITY);
    byte[] kept = new byte[size];
    for (int i = 0; i < size; i++) {
      kept[i] = ring[(int) ((written - size + i) % CAPACITY)];
    }
    String text = new String(kept, StandardCharsets.UTF_8);
    return written > CAPACITY ? "… " + text : text;
  }
}
