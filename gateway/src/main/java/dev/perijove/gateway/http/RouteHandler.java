package dev.perijove.gateway.http;

import java.io.IOException;

/**
 * Answers the requests of one route. Runs on a bounded pool of request threads and may block.
 * Throws {@link Problem} to answer with an error; anything else thrown is logged and answered 500.
 */
@FunctionalInterface
public interface RouteHandler {
  /** Answers one request. */
  Response handle(Request request) throws IOException, InterruptedException;
}
