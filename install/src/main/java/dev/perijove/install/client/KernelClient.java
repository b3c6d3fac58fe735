package dev.perijove.install.client;

import static java.util.Objects.requireNonNull;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.Header;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.connection.ConnectionInfo;
import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.ExecuteRequest;
import dev.perijove.protocol.content.KernelInfoReply;
import dev.perijove.protocol.content.KernelInfoRequest;
import dev.perijove.protocol.content.Reply;
import dev.perijove.protocol.content.Request;
import dev.perijove.protocol.content.ShutdownRequest;
import dev.perijove.protocol.wire.MalformedMessageException;
import dev.perijove.protocol.wire.MessageCodec;
import dev.perijove.protocol.wire.Signer;
import dev.perijove.protocol.wire.ZmqFrames;
import dev.perijove.protocol.zmq.ChannelSocket;
import dev.perijove.protocol.zmq.SocketException;
import dev.perijove.protocol.zmq.SocketLoop;
import dev.perijove.protocol.zmq.SocketOptions;
import dev.perijove.protocol.zmq.SocketType;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * A client of one kernel: shell, iopub and control. Thread-safe. Closing it leaves the kernel
 * running.
 */
final class KernelClient implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(KernelClient.class.getName());

  /** How long a kernel's first words on iopub may take after it has answered on shell. */
  private static final Duration SUBSCRIPTION_PATIENCE = Duration.ofSeconds(1);

  private final MessageCodec codec = new MessageCodec();
  private final String session = UUID.randomUUID().toString();

  /** What was asked of the kernel and is not finished; each of our few calls adds one. */
  private final Map<String, PendingRequest> pending = new ConcurrentHashMap<>();

  private final CompletableFuture<?> ended;
  private final Signer signer;
  private final SocketLoop loop;
  private final ChannelSocket shell;
  private final ChannelSocket control;

  private KernelClient(ConnectionInfo info, CompletableFuture<?> ended) throws SocketException {
    this.ended = requireNonNull(ended, "ended");
    this.signer = Signer.of(info.signatureScheme(), info.key());
    this.loop = SocketLoop.start("kernel-client");
    try {
      var options = SocketOptions.defaults().withLinger(Duration.ofMillis(200));
      this.shell =
          loop.connect(SocketType.DEALER, options, info.endpoint(Channel.SHELL), this::onReply);
      this.control =
          loop.connect(SocketType.DEALER, options, info.endpoint(Channel.CONTROL), this::onReply);
      loop.connect(
          SocketType.SUB, options.withSubscribeAll(), info.endpoint(Channel.IOPUB), this::onIopub);
    } catch (SocketException e) {
      loop.close();
      throw e;
    }
  }

  /**
   * Connects to a kernel that may not listen yet.
   *
   * @param ended completes when the kernel's process ends, so that nobody waits for its answers
   */
  static KernelClient connect(ConnectionInfo info, CompletableFuture<?> ended)
      throws SocketException {
    return new KernelClient(info, ended);
  }

  /**
   * Waits until the kernel answers on shell and is heard on iopub; asks again while it is not,
   * since what a kernel publishes before we have subscribed is lost.
   */
  KernelInfoReply.Ok awaitReady(Duration patience)
      throws KernelFailedException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      PendingRequest request = send(shell, new KernelInfoRequest());
      Reply reply = await("kernel_info_request", request.reply(), left(deadline));
      if (!(reply instanceof KernelInfoReply.Ok info)) {
        throw new KernelFailedException("It answered kernel_info_request with " + describe(reply));
      }
      try {
        request
            .finished()
            .get(
                Math.min(left(deadline).toNanos(), SUBSCRIPTION_PATIENCE.toNanos()),
                TimeUnit.NANOSECONDS);
        return info;
      } catch (TimeoutException e) {
        if (left(deadline).isZero()) {
          throw new KernelFailedException(
              "It answers on its shell channel, but nothing came on its iopub channel within %d s."
                  .formatted(patience.toSeconds()),
              e);
        }
      } catch (ExecutionException e) {
        throw new KernelFailedException("Its answer was lost: " + e.getCause(), e);
      }
    }
  }

  /** Runs a cell that asks no question, and waits until the kernel is idle again. */
  CellOutcome execute(String code, Duration patience)
      throws KernelFailedException, InterruptedException {
    var request = send(shell, new ExecuteRequest(code, false, false, Map.of(), false, true));
    Reply reply = await("execute_request", request.finished(), patience);
    if (reply instanceof Reply.Failed failed) {
      return new CellOutcome(
          request.result(), Optional.of(failed.ename() + ": " + failed.evalue()));
    }
    if (reply instanceof Reply.Aborted) {
      return new CellOutcome(request.result(), Optional.of("aborted"));
    }
    return new CellOutcome(request.result(), Optional.empty());
  }

  /** Asks the kernel to end. It may end without an answer, which is as good. */
  void requestShutdown() throws InterruptedException {
    send(control, new ShutdownRequest(false));
  }

  @Override
  public void close() {
    loop.close();
    pending.clear();
  }

  private PendingRequest send(ChannelSocket socket, Request content) throws InterruptedException {
    Message<Request> message = Message.of(session, content);
    var request = new PendingRequest();
    String id = message.header().msgId();
    pending.put(id, request);
    if (!socket.send(ZmqFrames.write(codec.encode(message), signer))) {
      pending.remove(id);
      throw new IllegalStateException("This client is closed");
    }
    return request;
  }

  private Reply await(String what, CompletableFuture<Reply> answer, Duration patience)
      throws KernelFailedException, InterruptedException {
    try {
      CompletableFuture.anyOf(answer, ended).get(patience.toNanos(), TimeUnit.NANOSECONDS);
      if (!answer.isDone()) {
        throw new KernelFailedException("Its process ended before it answered " + what + ".");
      }
      return answer.get();
    } catch (TimeoutException e) {
      throw new KernelFailedException(
          "It did not answer %s within %d s.".formatted(what, patience.toSeconds()), e);
    } catch (ExecutionException e) {
      throw new KernelFailedException("Its answer was lost: " + e.getCause(), e);
    }
  }

  private void onReply(List<byte[]> frames) {
    receive(
        frames,
        (request, content) -> {
          if (content instanceof Reply reply) {
            request.onReply(reply);
          }
        });
  }

  private void onIopub(List<byte[]> frames) {
    receive(frames, PendingRequest::onIopub);
  }

  private void receive(List<byte[]> frames, BiConsumer<PendingRequest, Content> consumer) {
    Message<?> message;
    try {
      message = codec.decode(ZmqFrames.read(frames, signer));
    } catch (MalformedMessageException e) {
      LOG.log(Level.WARNING, "A message of the kernel was dropped: {0}", e.getMessage());
      return;
    }
    String id = message.parent().map(Header::msgId).orElse("");
    PendingRequest request = pending.get(id);
    if (request != null) {
      consumer.accept(request, message.content());
      if (request.isFinished()) {
        pending.remove(id);
      }
    }
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  private static String describe(Reply reply) {
    return reply instanceof Reply.Failed failed
        ? failed.ename() + ": " + failed.evalue()
        : reply.getClass().getSimpleName();
  }
}
