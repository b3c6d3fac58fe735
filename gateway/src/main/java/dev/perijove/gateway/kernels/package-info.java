/**
 * The life of kernels: start, interrupt, restart, shut down, start again when one dies.
 *
 * <p>Threads: whoever asks for a start, a restart or a shutdown does it (request threads); a {@code
 * kernel-life-*} thread does it where a process died by itself. A lifecycle lock a kernel puts
 * these after each other. What a kernel publishes arrives on the threads of its sockets and touches
 * only its {@code KernelActivity}.
 */
@NullMarked
package dev.perijove.gateway.kernels;

import org.jspecify.annotations.NullMarked;
