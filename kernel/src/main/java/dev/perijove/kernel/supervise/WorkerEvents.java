package dev.perijove.kernel.supervise;

import dev.perijove.kernel.engine.InvocationOutcome;
import java.io.EOFException;
import java.util.Map;
import java.util.Optional;

/**
 * What the user's program does besides returning values. {@code cell} is the number given to {@link
 * dev.perijove.kernel.engine.SnippetRunner#beginCell}, or 0 before the first.
 */
public interface WorkerEvents {

  /** Where text was printed. */
  enum Stream {
    STDOUT,
    STDERR
  }

  /**
   * The program printed. Calls come one at a time, in the order of printing, and before the
   * invocation that printed ends. May block: then printing blocks, which is the back pressure.
   *
   * @param text never empty; any line ends are the program's own
   */
  void output(long cell, Stream stream, String text);

  /**
   * The program shows something; in order with {@link #output}, and may block as it may.
   *
   * @param bundle its forms by MIME type, never empty
   * @param id the name it can be replaced by
   * @param update whether it replaces what was shown by that name
   */
  void display(long cell, Map<String, String> bundle, Optional<String> id, boolean update);

  /**
   * The program removes what its cell has shown; in order with {@link #output}.
   *
   * @param wait until there is something else to show
   */
  void clearOutput(long cell, boolean wait);

  /** The program has a text for the client's pager; before the invocation ends. */
  void page(long cell, String text);

  /**
   * The program reads {@code System.in}. Called from a thread of its own, so it may wait as long as
   * the person does; that thread is interrupted when the program no longer wants the line.
   *
   * @param prompt what to ask; mostly empty, since programs print their prompt
   * @param password whether what is typed must not be shown
   * @return the line, without its end
   * @throws InputRefusedException if nobody can be asked
   * @throws EOFException if the person ended the input; the program reads end of file
   * @throws InterruptedException if this thread was interrupted
   */
  String input(long cell, String prompt, boolean password)
      throws InputRefusedException, InterruptedException, EOFException;

  /**
   * The program's process died while nothing waited for it, so no cell has been told. Called at
   * most once a process, after its last output, and not for one that never came up: the next cell
   * is told why. A fresh process is on its way; {@link jdk.jshell.JShell} must be built anew.
   */
  void workerLost(InvocationOutcome.WorkerLost loss);
}
