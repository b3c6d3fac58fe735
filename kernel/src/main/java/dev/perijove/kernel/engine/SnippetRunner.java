package dev.perijove.kernel.engine;

import jdk.jshell.spi.ExecutionControlProvider;

/**
 * Where compiled snippets run: the engine's only view of the user's program. {@link #interrupt} may
 * be called from any thread; the other methods belong to the thread that runs cells.
 */
public interface SnippetRunner extends AutoCloseable {

  /**
   * What JShell is built with. Each JShell built with it gets an empty program; an earlier one's
   * program is gone.
   */
  ExecutionControlProvider executionControlProvider();

  /**
   * Says which cell the next invocations belong to. Output is reported under this number, also from
   * threads the cell starts that outlive it.
   */
  void beginCell(long cell);

  /**
   * How the last invocation since {@link #beginCell} ended, in more detail than JShell's SPI can
   * carry, and forgets it. {@link InvocationOutcome.None} when nothing was invoked.
   */
  InvocationOutcome takeOutcome();

  /** Stops what is running now; without effect when nothing is. Returns at once. */
  void interrupt();

  @Override
  void close();
}
