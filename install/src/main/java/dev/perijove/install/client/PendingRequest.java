package dev.perijove.install.client;

import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.ExecuteResult;
import dev.perijove.protocol.content.Reply;
import dev.perijove.protocol.content.Status;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A request that waits for its reply and for the kernel to be idle again. Told of messages by the
 * loop's thread alone; the futures are for any thread.
 */
final class PendingRequest {
  private final CompletableFuture<Reply> reply = new CompletableFuture<>();
  private final CompletableFuture<Void> idle = new CompletableFuture<>();
  private volatile Optional<String> result = Optional.empty();

  void onReply(Reply content) {
    reply.complete(content);
  }

  void onIopub(Content content) {
    if (content instanceof ExecuteResult value) {
      result =
          Optional.ofNullable(value.bundle().data().get("text/plain"))
              .filter(text -> text.isString())
              .map(text -> text.stringValue());
    }
    if (content instanceof Status status && status.isIdle()) {
      idle.complete(null);
    }
  }

  CompletableFuture<Reply> reply() {
    return reply;
  }

  /** Completes when both the reply and {@code status: idle} are here, so all output is. */
  CompletableFuture<Reply> finished() {
    return reply.thenCombine(idle, (content, nothing) -> content);
  }

  boolean isFinished() {
    return reply.isDone() && idle.isDone();
  }

  /** The value of the last expression, once {@link #finished}. */
  Optional<String> result() {
    return result;
  }
}
