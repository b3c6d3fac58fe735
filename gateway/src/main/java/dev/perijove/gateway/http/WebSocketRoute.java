package dev.perijove.gateway.http;

import java.io.IOException;

/**
 * Decides on a WebSocket before the 101 is sent, on a request thread. Throws {@link Problem} to
 * refuse: the client then sees that answer in place of the 101.
 */
@FunctionalInterface
public interface WebSocketRoute {
  /** Accepts one handshake. Whatever the acceptance holds must need no cleaning up until used. */
  WebSocketAcceptance accept(Request request) throws IOException, InterruptedException;
}
