package dev.perijove.kernel.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perijove.protocol.Channel;
import dev.perijove.protocol.Header;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.content.InputReply;
import dev.perijove.protocol.content.InputRequest;
import dev.perijove.protocol.zmq.ZmqContext;
import java.io.EOFException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StdinChannelTest {
  private static final Logger LOGGER = Logger.getLogger(StdinChannel.class.getName());

  private final ZmqContext context = ZmqContext.create();
  private final Header cell = Header.of("execute_request", "peer");
  private final Unasked unasked = new Unasked();
  private KernelWire wire;
  private StdinChannel stdin;
  private TestPeer peer;

  @BeforeEach
  void open() throws Exception {
    LOGGER.setLevel(Level.FINE);
    LOGGER.addHandler(unasked);
    wire = TestPeer.freeWire(context);
    stdin = StdinChannel.open(wire);
    peer = TestPeer.connect(wire, Channel.STDIN);
    // When this is known to have come, the peer can be asked.
    peer.send(Message.of("peer", InputReply.of("hello")));
    unasked.await();
  }

  @AfterEach
  void close() {
    LOGGER.removeHandler(unasked);
    peer.close();
    stdin.close();
    context.close();
  }

  @Test
  void the_answer_to_a_question_comes_to_who_asked() throws Exception {
    FutureTask<String> asking = ask();
    Message<?> question = peer.next();

    peer.send(question.child("peer", InputReply.of("ada")));

    assertThat(question.content()).isEqualTo(new InputRequest("name?", false));
    assertThat(question.parent().orElseThrow().msgId()).isEqualTo(cell.msgId());
    assertThat(asking.get()).isEqualTo("ada");
  }

  @Test
  void an_answer_without_a_parent_is_taken_for_the_open_question() throws Exception {
    FutureTask<String> asking = ask();
    peer.next();

    peer.send(Message.of("peer", InputReply.of("ada")));

    assertThat(asking.get()).isEqualTo("ada");
  }

  @Test
  void an_answer_that_comes_late_is_nobodys_with_or_without_a_parent() throws Exception {
    Message<?> abandoned = askAndGiveUp();
    peer.send(Message.of("peer", InputReply.of("late, without a parent")));
    unasked.await();
    FutureTask<String> asking = ask();
    Message<?> question = peer.next();
    peer.send(abandoned.child("peer", InputReply.of("late, with a parent")));
    unasked.await();
    assertThat(asking).isNotDone();

    peer.send(question.child("peer", InputReply.of("right")));

    assertThat(asking.get()).isEqualTo("right");
  }

  @Test
  void the_end_of_input_is_an_answer_of_its_own() throws Exception {
    FutureTask<String> asking = ask();
    Message<?> question = peer.next();

    peer.send(question.child("peer", InputReply.of("\u0004")));

    assertThatThrownBy(asking::get).hasCauseInstanceOf(EOFException.class);
  }

  private FutureTask<String> ask() {
    FutureTask<String> asking = question();
    new Thread(asking).start();
    return asking;
  }

  private Message<?> askAndGiveUp() throws InterruptedException {
    FutureTask<String> asking = question();
    Thread thread = new Thread(asking);
    thread.start();
    Message<?> asked = peer.next();
    thread.interrupt();
    thread.join();
    assertThatThrownBy(asking::get).hasCauseInstanceOf(InterruptedException.class);
    return asked;
  }

  private FutureTask<String> question() {
    return new FutureTask<>(
        () -> stdin.ask(List.of(TestPeer.IDENTITY), cell, new InputRequest("name?", false)));
  }

  /** Hears of the messages that the channel had no use for. */
  private static final class Unasked extends Handler {
    private final BlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();

    void await() throws InterruptedException {
      while (!records.take().getMessage().startsWith("Nobody asked")) {
        // some other word of the channel
      }
    }

    @Override
    public void publish(LogRecord entry) {
      records.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
