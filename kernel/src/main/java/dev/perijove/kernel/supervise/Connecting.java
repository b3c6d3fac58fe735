package dev.perijove.kernel.supervise;

import dev.perijove.kernel.link.LinkConnection;
import dev.perijove.kernel.link.LinkListener;
import dev.perijove.kernel.link.LinkMessage.Hello;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Waits for a new process to connect, and makes sure that it is the one we started: it alone was
 * given the secret, on its standard input.
 */
final class Connecting {
  private static final int SECRET_BYTES = 32;
  private static final int HELLO_BYTES = 1024;
  private static final Duration HELLO_TIME = Duration.ofSeconds(5);

  /** What to do with the link. */
  interface Connected {
    void connected(LinkConnection link) throws IOException;
  }

  private final LinkListener listener;
  private final Process process;
  private final ScheduledExecutorService timer;
  private final Duration atMost;
  private final String secret = newSecret();

  Connecting(
      LinkListener listener, Process process, ScheduledExecutorService timer, Duration atMost) {
    this.listener = listener;
    this.process = process;
    this.timer = timer;
    this.atMost = atMost;
  }

  private static String newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Waits on a thread of its own and calls one of the two. */
  void begin(Connected connected, Runnable failed) {
    Future<?> tooLate =
        timer.schedule(this::closeListener, atMost.toMillis(), TimeUnit.MILLISECONDS);
    process.onExit().thenRun(this::closeListener);
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                tellAddress();
                connected.connected(accept());
              } catch (IOException e) {
                // The process ended, or the time is over, and the listener was closed.
                failed.run();
              } finally {
                tooLate.cancel(false);
                closeListener();
              }
            },
            "worker-connect",
            0,
            false);
    thread.setDaemon(true);
    thread.start();
  }

  private void tellAddress() throws IOException {
    try (OutputStream stdin = process.getOutputStream()) {
      String lines = listener.address().text() + "\n" + secret + "\n";
      stdin.write(lines.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Anybody on this machine may come; those who do not know the secret are sent away. */
  private LinkConnection accept() throws IOException {
    while (true) {
      SocketChannel channel = listener.accept();
      LinkConnection link = new LinkConnection(channel);
      Future<?> tooSlow = timer.schedule(link::close, HELLO_TIME.toMillis(), TimeUnit.MILLISECONDS);
      try {
        if (link.receive(HELLO_BYTES) instanceof Hello hello && isSecret(hello.secret())) {
          return link;
        }
        link.close();
      } catch (IOException e) {
        link.close(); // a stranger; the next one may be ours
      } finally {
        tooSlow.cancel(false);
      }
    }
  }

  private boolean isSecret(String told) {
    return MessageDigest.isEqual(
        secret.getBytes(StandardCharsets.UTF_8), told.getBytes(StandardCharsets.UTF_8));
  }

  private void closeListener() {
    try {
      listener.close();
    } catch (IOException e) {
      System.getLogger(Connecting.class.getName())
          .log(System.Logger.Level.WARNING, "the worker's socket could not be removed", e);
    }
  }
}
