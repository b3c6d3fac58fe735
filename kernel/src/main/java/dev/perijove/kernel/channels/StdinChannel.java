package dev.perijove.kernel.channels;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.Header;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.content.InputReply;
import dev.perijove.protocol.content.InputRequest;
import dev.perijove.protocol.wire.MalformedMessageException;
import dev.perijove.protocol.wire.ReplayGuard;
import dev.perijove.protocol.wire.ZmqFrames;
import dev.perijove.protocol.zmq.ChannelSocket;
import dev.perijove.protocol.zmq.SocketException;
import dev.perijove.protocol.zmq.SocketLoop;
import dev.perijove.protocol.zmq.SocketType;
import java.io.EOFException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Asks a client for a line ("Messages on the stdin channel" in the Jupyter messaging
 * documentation). One question is open at a time; a second thread that asks waits for the first
 * answer.
 */
public final class StdinChannel implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(StdinChannel.class.getName());

  /** What a terminal sends for the end of input (Ctrl-D). */
  private static final String END_OF_INPUT = "\u0004";

  private final KernelWire wire;
  private final SocketLoop loop;
  private final ChannelSocket socket;
  private final ReplayGuard replays = ReplayGuard.create();
  private final ReentrantLock asking = new ReentrantLock(true);
  private volatile @Nullable Question open;

  private StdinChannel(KernelWire wire) throws SocketException {
    this.wire = wire;
    this.loop = SocketLoop.start("kernel-stdin-socket", wire.context());
    this.socket = bind();
  }

  public static StdinChannel open(KernelWire wire) throws SocketException {
    return new StdinChannel(wire);
  }

  private ChannelSocket bind() throws SocketException {
    try {
      return loop.bind(
          SocketType.ROUTER,
          KernelWire.requestOptions(),
          wire.endpoint(Channel.STDIN),
          this::onFrames);
    } catch (SocketException e) {
      loop.close();
      throw e;
    }
  }

  /**
   * Asks and waits for the answer, as long as the person takes.
   *
   * @param identities of the client that is asked, as its request on shell carried them
   * @param parent the header of that request
   * @return the line, without its end
   * @throws EOFException if the person ended the input
   * @throws InterruptedException if this thread was interrupted; a later answer is ignored
   */
  public String ask(List<byte[]> identities, Header parent, InputRequest request)
      throws InterruptedException, EOFException {
    endQuestionOfAnotherCell(parent);
    asking.lockInterruptibly();
    try {
      Message<InputRequest> message =
          Message.childOf(parent, wire.session(), request).withIdentities(identities);
      Question question =
          new Question(message.header().msgId(), parent.msgId(), new ArrayBlockingQueue<>(1));
      open = question;
      socket.send(wire.frames(message));
      return line(question.answer.take());
    } finally {
      open = null;
      asking.unlock();
    }
  }

  /** Cells run one after another: what an earlier one asked has nobody left to answer it. */
  private void endQuestionOfAnotherCell(Header parent) {
    Question earlier = open;
    if (earlier != null && !earlier.cell.equals(parent.msgId())) {
      earlier.answer.offer(InputReply.of(END_OF_INPUT));
    }
  }

  private static String line(InputReply reply) throws EOFException {
    if (reply instanceof InputReply.Ok ok && !ok.value().equals(END_OF_INPUT)) {
      return ok.value();
    }
    throw new EOFException("The input was ended");
  }

  private void onFrames(List<byte[]> frames) {
    try {
      Message<?> message = wire.codec().decode(ZmqFrames.read(frames, wire.signer(), replays));
      Question question = open;
      if (message.content() instanceof InputReply reply
          && question != null
          && question.isAnsweredBy(message)) {
        // A second answer to the same question has no use.
        question.answer.offer(reply);
      } else {
        LOG.log(Level.DEBUG, "Nobody asked for the {0} on stdin", message.header().msgType());
      }
    } catch (MalformedMessageException e) {
      LOG.log(Level.WARNING, "Discarded a message on stdin: {0}", e.getMessage());
    }
  }

  @Override
  public void close() {
    loop.close();
  }

  /**
   * @param cell the request of the cell that asks
   */
  private record Question(String id, String cell, BlockingQueue<InputReply> answer) {
    /** Some clients, jupyter_client among them, send the answer without a parent. */
    boolean isAnsweredBy(Message<?> message) {
      return message.parent().map(parent -> parent.msgId().equals(id)).orElse(true);
    }
  }
}
