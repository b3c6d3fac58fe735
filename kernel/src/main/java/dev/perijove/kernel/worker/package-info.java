/**
 * The process that holds the user's program: defines its classes, runs it, carries its streams,
 * stops it. Its jar has this package, {@code kernel.link} and {@code kernel.api}, and nothing else.
 *
 * <p>Threads: {@code worker-commands} does what the front asks, one command after the other; {@code
 * main} runs user code and nothing else, and is replaced after a hard stop; {@code worker-link-in}
 * and {@code worker-link-out} own the socket; {@code worker-output} sends what was printed; {@code
 * worker-interrupt} climbs the interrupt ladder, and {@code worker-hard-stop} does its last rung.
 */
@NullMarked
package dev.perijove.kernel.worker;

import org.jspecify.annotations.NullMarked;
