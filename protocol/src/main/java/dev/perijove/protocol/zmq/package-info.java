/**
 * Sockets owned by one thread each; the only package that names JeroMQ.
 *
 * <p>A {@link SocketLoop} is one thread. It opens, reads, writes and closes all of its sockets;
 * everybody else hands it messages through the bounded outbox of a {@link ChannelSocket} and is
 * called back on the loop's thread. Nothing here may interrupt a loop's thread: JeroMQ is not safe
 * to interrupt, so a loop is woken through its selector instead.
 *
 * <pre>{@code
 * try (SocketLoop loop = SocketLoop.start("shell")) {
 *   ChannelSocket shell =
 *       loop.connect(SocketType.DEALER, SocketOptions.defaults(), "tcp://127.0.0.1:5555", frames -> {});
 *   shell.offer(List.of(new byte[0]));
 * }
 * }</pre>
 */
@NullMarked
package dev.perijove.protocol.zmq;

import org.jspecify.annotations.NullMarked;
