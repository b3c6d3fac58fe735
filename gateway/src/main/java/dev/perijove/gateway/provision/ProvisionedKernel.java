package dev.perijove.gateway.provision;

import dev.perijove.protocol.connection.ConnectionInfo;
import java.io.IOException;
import java.util.concurrent.CompletionStage;

/**
 * A kernel process that was started, wherever it runs. Thread-safe. Its owner, the kernel manager,
 * calls {@link #cleanup} once, after {@link #exited} completed or after {@link #kill}; and a second
 * time if it announced a restart that then did not come to a launch.
 */
public interface ProvisionedKernel {

  /** Where the kernel listens. */
  ConnectionInfo connection();

  /** What a person would look for, such as {@code process 4711}; for log lines. */
  String description();

  /** Completes once, when the process has ended for whatever reason; never exceptionally. */
  CompletionStage<KernelExit> exited();

  /** The last output of the process, for the person who asks why it does not answer. */
  String log();

  /**
   * Interrupts the running cell with a signal, for kernelspecs whose {@code interrupt_mode} is
   * {@code signal}.
   *
   * @throws IOException if this place cannot deliver a signal; the message says what can be done
   */
  void interrupt() throws IOException;

  /** Called just before the kernel is asked to shut down with a message. */
  void shutdownRequested();

  /** Asks the operating system to end the kernel; it may still tidy up. */
  void terminate();

  /** Ends the kernel and everything it started, at once. */
  void kill();

  /**
   * Gives back what the kernel held; whatever it left running is ended.
   *
   * @param restart whether another process is to take over {@link #connection}, so that the
   *     connection file and its ports stay reserved until it is launched, or until this is called
   *     again with {@code false}
   */
  void cleanup(boolean restart);
}
