/**
 * Carries messages between WebSocket clients and a kernel's ZeroMQ sockets, bytes untouched, and
 * keeps what a client missed.
 *
 * <p>{@link dev.perijove.gateway.channels.KernelChannels} stands in the middle, one a kernel for
 * all its restarts. Towards the kernel there is one {@link
 * dev.perijove.gateway.channels.KernelClient} a process; towards the people one {@code
 * KernelConnection} a WebSocket.
 *
 * <p>Threads: {@code kernel-sockets-*} own the ZeroMQ sockets and append to the journal; Netty's
 * event loops read and write WebSockets and hand requests to the outboxes. Neither waits for the
 * other: between them are the journal (bounded, {@code SlowClientPolicy} says what is dropped) and
 * the {@code KernelRequests} (bounded; a client that fills a queue is not read until there is
 * room). A lock a kernel guards both; nothing is sent or called back while it is held.
 */
@NullMarked
package dev.perijove.gateway.channels;

import org.jspecify.annotations.NullMarked;
