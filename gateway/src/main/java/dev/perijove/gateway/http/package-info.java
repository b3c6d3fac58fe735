/**
 * Speaks HTTP and WebSocket: the Netty pipeline, the route table, requests and responses, problems
 * as JSON.
 *
 * <p>Two kinds of threads. {@code gateway-io-*} are Netty's event loops: they read, write, ask the
 * {@link dev.perijove.gateway.http.Gate} and never block. {@code gateway-request-*} run the
 * handlers of the route table and may block; there is a fixed number of them behind a bounded
 * queue, and what does not fit is answered 503.
 */
@NullMarked
package dev.perijove.gateway.http;

import org.jspecify.annotations.NullMarked;
