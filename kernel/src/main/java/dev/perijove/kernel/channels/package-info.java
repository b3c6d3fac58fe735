/**
 * The five sockets of a kernel and their threads. Knows messages, not what they ask for.
 *
 * <p>Threads: {@code kernel-shell-socket}, {@code kernel-control-socket}, {@code
 * kernel-iopub-socket}, {@code kernel-stdin-socket} and {@code kernel-heartbeat} own one socket
 * each and never wait. {@code kernel-shell} and {@code kernel-control} handle requests and may wait
 * as long as a cell runs. {@code kernel-iopub} encodes and signs what is published and waits while
 * subscribers are slow.
 */
@NullMarked
package dev.perijove.kernel.channels;

import org.jspecify.annotations.NullMarked;
