package dev.perijove.gateway.terminals;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import com.pty4j.unix.UnixPtyProcess;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shell in a pseudo-terminal. It lives on while nobody is attached. Of its output the last
 * {@value #SCROLLBACK} characters are kept, and the shell is not read while that would drop what
 * somebody attached has not taken: whoever is slow slows the program down. Thread-safe.
 */
public final class Terminal {
  private static final Logger LOG = LoggerFactory.getLogger(Terminal.class);

  private static final int SCROLLBACK = 256 * 1024;
  private static final int READ = 8 * 1024;
  private static final WindowSize FIRST_SIZE = new WindowSize(24, 80);

  /** How long the shell and its programs may take to end after a hangup. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final String name;
  private final PtyProcess shell;
  private final Clock clock;
  private final Consumer<Terminal> onEnd;
  private final TypedInput input;
  private final ShellProcesses processes;
  private final Thread reading;
  private final Thread writing;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Scrollback scrollback = new Scrollback(SCROLLBACK);
  private final List<Attachment> attached = new ArrayList<>();
  private WindowSize size = FIRST_SIZE;
  private Instant lastActivity;
  private boolean closing;
  private boolean ended;

  private Terminal(String name, PtyProcess shell, Clock clock, Consumer<Terminal> onEnd) {
    this.name = name;
    this.shell = shell;
    this.clock = clock;
    this.onEnd = onEnd;
    this.lastActivity = clock.instant();
    this.input = new TypedInput(shell.getOutputStream(), this::tellRoom);
    this.processes = new ShellProcesses(shell.pid());
    this.reading = daemon("terminal-" + name + "-output", this::readAll);
    this.writing = daemon("terminal-" + name + "-input", input::writeAll);
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Starts a shell.
   *
   * @param onEnd called once, on the terminal's thread, when the shell has ended
   */
  static Terminal start(
      String name, LoginShell login, Path directory, Clock clock, Consumer<Terminal> onEnd)
      throws TerminalException {
    PtyProcess shell;
    try {
      shell =
          new PtyProcessBuilder(login.command().toArray(String[]::new))
              .setEnvironment(login.environment())
              .setDirectory(directory.toString())
              .setInitialRows(FIRST_SIZE.rows())
              .setInitialColumns(FIRST_SIZE.columns())
              .start();
    } catch (IOException | IllegalStateException | LinkageError e) {
      // The last two: the native library is missing for this system, or cannot be loaded.
      throw TerminalException.notStarted(login.toString(), e);
    }
    Terminal terminal = new Terminal(name, shell, clock, onEnd);
    terminal.reading.start();
    terminal.writing.start();
    return terminal;
  }

  /** What clients call it. */
  public String name() {
    return name;
  }

  /** It as the REST API shows it. */
  public TerminalModel model() {
    lock.lock();
    try {
      return new TerminalModel(name, lastActivity);
    } finally {
      lock.unlock();
    }
  }

  /** Somebody begins to read, with what is kept of the output, and may type. */
  Attachment attach(TerminalListener listener) {
    lock.lock();
    try {
      Attachment attachment = new Attachment(this, listener, scrollback.firstLine());
      attached.add(attachment);
      return attachment;
    } finally {
      lock.unlock();
    }
  }

  void detach(Attachment attachment) {
    lock.lock();
    try {
      attached.remove(attachment);
      fitWindow();
      room.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The next output of one that is attached. */
  Output take(Attachment attachment, int most) {
    lock.lock();
    try {
      String text = scrollback.read(attachment.position, most);
      attachment.position += text.length();
      if (!text.isEmpty()) {
        room.signal();
      }
      return new Output(text, ended && attachment.position == scrollback.end());
    } finally {
      lock.unlock();
    }
  }

  /** Output and whether it is the last. */
  record Output(String text, boolean isLast) {}

  boolean type(String text) {
    lock.lock();
    try {
      lastActivity = clock.instant();
    } finally {
      lock.unlock();
    }
    return input.offer(text);
  }

  void resize(Attachment attachment, WindowSize wanted) {
    lock.lock();
    try {
      attachment.size = Optional.of(wanted);
      fitWindow();
    } finally {
      lock.unlock();
    }
  }

  /** The smallest of all windows: every client sees all of the lines. */
  private void fitWindow() {
    Optional<WindowSize> smallest =
        attached.stream().flatMap(one -> one.size.stream()).reduce(WindowSize::smallest);
    if (ended || smallest.isEmpty() || smallest.get().equals(size)) {
      return;
    }
    size = smallest.get();
    shell.setWinSize(new WinSize(size.columns(), size.rows()));
  }

  private void readAll() {
    try (Reader output = new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8)) {
      char[] buffer = new char[READ];
      while (awaitRoom()) {
        int length = output.read(buffer);
        if (length < 0) {
          break;
        }
        append(buffer, length);
      }
      int exit = shell.waitFor();
      LOG.debug("The shell of terminal {} has ended with {}", name, exit);
      end();
      // Nobody writes into what this thread is about to close.
      writing.join(GRACE.toMillis());
    } catch (IOException e) {
      LOG.warn("The output of terminal {} cannot be read", name, e);
      end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end();
    }
  }

  /** Waits until a read drops nothing that is still to be taken; false if nobody wants it. */
  private boolean awaitRoom() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closing && furthestBehind() > scrollback.capacity() - READ) {
        room.await();
      }
      return !closing;
    } finally {
      lock.unlock();
    }
  }

  private long furthestBehind() {
    return attached.stream().mapToLong(one -> scrollback.end() - one.position).max().orElse(0);
  }

  private void append(char[] text, int length) {
    lock.lock();
    try {
      scrollback.append(text, length);
      lastActivity = clock.instant();
    } finally {
      lock.unlock();
    }
    tellOutput();
  }

  /** The pseudo-terminal is closed after this: nobody may use it any more. */
  private void end() {
    lock.lock();
    try {
      ended = true;
    } finally {
      lock.unlock();
    }
    input.close();
    onEnd.accept(this);
    tellOutput();
  }

  private void tellOutput() {
    everybody().forEach(TerminalListener::outputReady);
  }

  private void tellRoom() {
    everybody().forEach(TerminalListener::roomToType);
  }

  private List<TerminalListener> everybody() {
    lock.lock();
    try {
      return attached.stream().map(one -> one.listener).toList();
    } finally {
      lock.unlock();
    }
  }

  /** Tells the shell that its terminal goes away, as closing a window does; it then ends. */
  void hangUp() {
    lock.lock();
    try {
      if (ended || closing) {
        return;
      }
      closing = true;
      room.signal();
    } finally {
      lock.unlock();
    }
    processes.remember();
    // An interactive shell ignores SIGTERM; at a hangup it ends, and tells its jobs.
    if (shell instanceof UnixPtyProcess unix) {
      unix.hangup();
    } else {
      shell.destroy();
    }
  }

  /** Ends the shell and all that runs in its terminal, by force what does not end at a hangup. */
  void close() throws InterruptedException {
    hangUp();
    processes.end(GRACE);
    reading.join(GRACE.toMillis());
  }
}
