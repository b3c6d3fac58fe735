/**
 * The process that speaks the protocol: reads its arguments, starts and wires the other packages,
 * and stops them in order.
 *
 * <p>Threads of its own: {@code kernel-program-start} starts worker and engine while the sockets
 * open, {@code kernel-program-restart} replaces a program that died while no cell ran, {@code
 * kernel-shutdown} stops everything once.
 */
@NullMarked
package dev.perijove.kernel.front;

import org.jspecify.annotations.NullMarked;
