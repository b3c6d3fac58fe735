/**
 * Starts, watches, interrupts and replaces the process that holds the user's program.
 *
 * <p>Threads, all daemons: {@code worker-link-in} (one a worker) calls {@link
 * dev.perijove.kernel.supervise.WorkerEvents}; {@code worker-link-out} writes what others queue;
 * {@code worker-stdout} and {@code worker-stderr} read what native code prints; {@code
 * worker-input} waits for the person's answers; {@code worker-timer} ends a program that does not
 * stop. None of them runs user code.
 */
@NullMarked
package dev.perijove.kernel.supervise;

import org.jspecify.annotations.NullMarked;
