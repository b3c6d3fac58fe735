package dev.perijove.kernel.worker;

import dev.perijove.kernel.link.LinkMessage.WantsInput;
import dev.perijove.kernel.link.LinkMessage.WantsInputNoMore;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code System.in} of user code: asks the front for a line whenever it is read and empty. What a
 * cell leaves unread is dropped when the next begins, since the person typed it for that cell.
 * Closing does nothing, so {@code try (var in = new Scanner(System.in))} works in every cell.
 *
 * <p>Several threads may read; each line goes to one of them.
 */
final class CellInput extends InputStream {
  private final WorkerOutput output;
  private final Object lock = new Object();
  private byte[] line = {};
  private int position;
  private boolean end;
  private @Nullable String refusal;
  private long lastRequest;
  private long openRequest;
  private int readers;

  CellInput(WorkerOutput output) {
    this.output = output;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, target.length);
    if (count == 0) {
      return 0;
    }
    synchronized (lock) {
      readers++;
      try {
        awaitLine();
        if (end) {
          end = false;
          return -1;
        }
        int taken = Math.min(count, line.length - position);
        System.arraycopy(line, position, target, offset, taken);
        position += taken;
        return taken;
      } finally {
        readers--;
        if (readers == 0 && openRequest != 0) {
          output.say(new WantsInputNoMore(openRequest));
          openRequest = 0;
        }
      }
    }
  }

  private void awaitLine() throws IOException {
    while (position == line.length && !end) {
      StopCheck.stopIfAsked();
      String refused = refusal;
      if (refused != null) {
        refusal = null;
        throw new IOException(refused);
      }
      if (openRequest == 0) {
        openRequest = ++lastRequest;
        output.say(new WantsInput(openRequest, CellThreads.current(), "", false));
      }
      try {
        lock.wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for input");
      }
    }
  }

  @Override
  public int available() {
    synchronized (lock) {
      return line.length - position;
    }
  }

  /** What was typed, without its line end; empty at the end of input. */
  @SuppressWarnings("OptionalUsedAsFieldOrParameterType") // as it came over the link
  void answer(long request, Optional<String> typed) {
    synchronized (lock) {
      if (request == openRequest) {
        openRequest = 0;
        line = typed.map(text -> (text + "\n").getBytes(StandardCharsets.UTF_8)).orElse(line);
        position = typed.isPresent() ? 0 : position;
        end = typed.isEmpty();
        lock.notifyAll();
      }
    }
  }

  /** Nobody can be asked. */
  void refuse(long request, String reason) {
    synchronized (lock) {
      if (request == openRequest) {
        openRequest = 0;
        refusal = reason;
        lock.notifyAll();
      }
    }
  }

  /** Forgets what an earlier cell left unread. */
  void beginCell() {
    synchronized (lock) {
      position = line.length;
      end = false;
      refusal = null;
    }
  }

  /** Lets readers look at the stop check again. */
  void wake() {
    synchronized (lock) {
      lock.notifyAll();
    }
  }
}
