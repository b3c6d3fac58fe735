package dev.perijove.install.client;

import dev.perijove.protocol.wire.MalformedMessageException;
import dev.perijove.protocol.wire.MessageCodec;
import dev.perijove.protocol.wire.WebSocketV1Frames;
import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Waits for a kernel's reply to one request among all that comes over a WebSocket. */
final class WebSocketReply implements WebSocket.Listener {
  /** A message of a kernel that has run nothing yet is far shorter. */
  private static final int LONGEST_MESSAGE = 1 << 20;

  private final MessageCodec codec = new MessageCodec();
  private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
  private final CompletableFuture<Void> arrived = new CompletableFuture<>();
  private final String requestId;

  WebSocketReply(String requestId) {
    this.requestId = requestId;
  }

  /** Completes when the reply is here; fails when the connection does. */
  CompletableFuture<Void> arrived() {
    return arrived;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    parts.writeBytes(bytes);
    if (parts.size() > LONGEST_MESSAGE) {
      arrived.completeExceptionally(
          new ProtocolException("a message longer than " + LONGEST_MESSAGE + " bytes"));
      socket.abort();
      return null;
    }
    if (last) {
      read(ByteBuffer.wrap(parts.toByteArray()));
      parts.reset();
    }
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
    arrived.completeExceptionally(
        new ProtocolException("closed with %d %s".formatted(status, reason)));
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable failure) {
    arrived.completeExceptionally(failure);
  }

  private void read(ByteBuffer frame) {
    try {
      var routing = codec.route(WebSocketV1Frames.split(frame).message());
      boolean ours = routing.parentMsgId().map(requestId::equals).orElse(false);
      if (ours && routing.msgType().equals("kernel_info_reply")) {
        arrived.complete(null);
      }
    } catch (MalformedMessageException e) {
      arrived.completeExceptionally(e);
    }
  }
}
