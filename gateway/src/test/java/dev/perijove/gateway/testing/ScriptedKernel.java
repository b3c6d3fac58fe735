package dev.perijove.gateway.testing;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.Header;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.connection.ConnectionFile;
import dev.perijove.protocol.connection.ConnectionInfo;
import dev.perijove.protocol.content.CommMsg;
import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.DisplayData;
import dev.perijove.protocol.content.ErrorOutput;
import dev.perijove.protocol.content.ExecuteInput;
import dev.perijove.protocol.content.ExecuteReply;
import dev.perijove.protocol.content.ExecuteRequest;
import dev.perijove.protocol.content.InputReply;
import dev.perijove.protocol.content.InputRequest;
import dev.perijove.protocol.content.InterruptReply;
import dev.perijove.protocol.content.InterruptRequest;
import dev.perijove.protocol.content.KernelInfoReply;
import dev.perijove.protocol.content.KernelInfoRequest;
import dev.perijove.protocol.content.LanguageInfo;
import dev.perijove.protocol.content.MimeBundle;
import dev.perijove.protocol.content.ShutdownReply;
import dev.perijove.protocol.content.ShutdownRequest;
import dev.perijove.protocol.content.Status;
import dev.perijove.protocol.content.StreamOutput;
import dev.perijove.protocol.wire.MalformedMessageException;
import dev.perijove.protocol.wire.MessageCodec;
import dev.perijove.protocol.wire.Signer;
import dev.perijove.protocol.wire.ZmqFrames;
import dev.perijove.protocol.zmq.ChannelSocket;
import dev.perijove.protocol.zmq.SocketLoop;
import dev.perijove.protocol.zmq.SocketOptions;
import dev.perijove.protocol.zmq.SocketType;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A kernel whose language is a list of things that happen: each line of a cell is a word and its
 * argument. A real process on real sockets, with shell work on one thread and control on another.
 */
public final class ScriptedKernel {

  /** The kernel waits before it listens, until the test closes its connection to this port. */
  public static final String GATE = "SCRIPTED_GATE";

  /** The kernel prints this and ends with code 3 in place of starting. */
  public static final String FAIL = "SCRIPTED_FAIL";

  private final String session = UUID.randomUUID().toString();
  private final MessageCodec codec = new MessageCodec();
  private final Signer signer;
  private final ExecutorService shellWork =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "scripted-shell");
            thread.setDaemon(true);
            return thread;
          });
  private final CountDownLatch shutDown = new CountDownLatch(1);
  private final BlockingQueue<String> typed = new LinkedBlockingQueue<>();
  private final ChannelSocket shell;
  private final ChannelSocket control;
  private final ChannelSocket stdin;
  private final ChannelSocket iopub;
  private volatile CountDownLatch interrupted = new CountDownLatch(1);
  private int count;

  private ScriptedKernel(SocketLoop loop, ConnectionInfo info) throws IOException {
    signer = Signer.of(info.signatureScheme(), info.key().getBytes(StandardCharsets.UTF_8));
    SocketOptions options = SocketOptions.defaults();
    iopub = loop.bind(SocketType.XPUB, options, info.endpoint(Channel.IOPUB), frames -> {});
    stdin =
        loop.bind(SocketType.ROUTER, options, info.endpoint(Channel.STDIN), f -> onStdin(read(f)));
    control =
        loop.bind(
            SocketType.ROUTER, options, info.endpoint(Channel.CONTROL), f -> onControl(read(f)));
    shell =
        loop.bind(
            SocketType.ROUTER,
            options,
            info.endpoint(Channel.SHELL),
            f -> {
              Message<?> request = read(f);
              shellWork.execute(() -> onShell(request));
            });
  }

  public static void main(String[] arguments) throws Exception {
    String failure = System.getenv(FAIL);
    if (failure != null) {
      System.err.println(failure);
      System.exit(3);
    }
    String gate = System.getenv(GATE);
    if (gate != null) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(gate));
          InputStream opened = socket.getInputStream()) {
        opened.read();
      }
    }
    // Closed before the end: a JVM waits 300 ms for threads that are in a system call then.
    try (SocketLoop loop = SocketLoop.start("scripted-kernel")) {
      ScriptedKernel kernel = new ScriptedKernel(loop, ConnectionFile.read(Path.of(arguments[0])));
      kernel.publish(Optional.empty(), Status.starting());
      System.out.println("scripted kernel listens");
      kernel.shutDown.await();
    }
  }

  private Message<?> read(List<byte[]> frames) {
    try {
      return codec.decode(ZmqFrames.read(frames, signer));
    } catch (MalformedMessageException e) {
      throw new IllegalStateException(e);
    }
  }

  private void onShell(Message<?> request) {
    publish(Optional.of(request.header()), Status.busy());
    if (request.content() instanceof KernelInfoRequest) {
      send(shell, request.reply(session, kernelInfo()));
    } else if (request.content() instanceof ExecuteRequest execute) {
      execute(request, execute);
    } else if (request.content() instanceof CommMsg comm) {
      send(iopub, Message.childOf(request.header(), session, comm).withBuffers(request.buffers()));
    }
    publish(Optional.of(request.header()), Status.idle());
  }

  private static KernelInfoReply kernelInfo() {
    LanguageInfo language =
        new LanguageInfo(
            "script",
            "1",
            "text/plain",
            ".txt",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());
    return new KernelInfoReply.Ok("5.4", "scripted", "1", language, "", List.of(), List.of());
  }

  private void execute(Message<?> request, ExecuteRequest execute) {
    count++;
    interrupted = new CountDownLatch(1);
    publish(Optional.of(request.header()), new ExecuteInput(execute.code(), count));
    try {
      for (String line : execute.code().lines().toList()) {
        String[] words = line.split(" ", 2);
        happen(request, words[0], words.length > 1 ? words[1] : "");
      }
      send(shell, request.reply(session, ExecuteReply.ok(count, Map.of())));
    } catch (InterruptedException e) {
      ErrorOutput error = new ErrorOutput("Interrupted", "by request", List.of("Interrupted"));
      publish(Optional.of(request.header()), error);
      send(shell, request.reply(session, ExecuteReply.failed(count, error)));
    }
  }

  private void happen(Message<?> request, String word, String argument)
      throws InterruptedException {
    Optional<Header> parent = Optional.of(request.header());
    switch (word) {
      case "print" -> publish(parent, StreamOutput.stdout(argument + "\n"));
      case "flood" -> {
        String[] lines = argument.split(" ", 2);
        String padding = lines.length > 1 ? " ".repeat(Integer.parseInt(lines[1])) : "";
        for (int i = 0; i < Integer.parseInt(lines[0]); i++) {
          publish(parent, StreamOutput.stdout(padding + "line " + i + "\n"));
        }
      }
      case "picture" -> {
        String data = "x".repeat(Integer.parseInt(argument));
        publish(parent, new DisplayData(MimeBundle.plainText(data), Map.of()));
      }
      case "ask" -> {
        send(stdin, request.reply(session, new InputRequest(argument, false)));
        publish(parent, StreamOutput.stdout("typed " + typed.take() + "\n"));
      }
      case "hang" -> {
        interrupted.await();
        throw new InterruptedException();
      }
      case "pid" -> publish(parent, StreamOutput.stdout(ProcessHandle.current().pid() + "\n"));
      case "cwd" -> publish(parent, StreamOutput.stdout(Path.of("").toAbsolutePath() + "\n"));
      case "env" -> publish(parent, StreamOutput.stdout(System.getenv(argument) + "\n"));
      case "die" -> Runtime.getRuntime().halt(Integer.parseInt(argument));
      default -> throw new IllegalArgumentException("nothing called " + word + " can happen");
    }
  }

  private void onStdin(Message<?> reply) {
    if (reply.content() instanceof InputReply.Ok line) {
      typed.add(line.value());
    }
  }

  private void onControl(Message<?> request) {
    if (request.content() instanceof InterruptRequest) {
      interrupted.countDown();
      send(control, request.reply(session, new InterruptReply.Ok()));
    } else if (request.content() instanceof ShutdownRequest shutdown) {
      send(control, request.reply(session, new ShutdownReply.Ok(shutdown.restart())));
      shutDown.countDown();
    }
  }

  private void publish(Optional<Header> parent, Content content) {
    send(
        iopub,
        parent.isPresent()
            ? Message.childOf(parent.get(), session, content)
            : Message.of(session, content));
  }

  private void send(ChannelSocket socket, Message<?> message) {
    List<byte[]> frames = ZmqFrames.write(codec.encode(message), signer);
    if (Thread.currentThread().getName().equals("scripted-kernel")) {
      if (!socket.offer(frames)) {
        throw new IllegalStateException("the outbox is full");
      }
      return;
    }
    try {
      socket.send(frames);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
