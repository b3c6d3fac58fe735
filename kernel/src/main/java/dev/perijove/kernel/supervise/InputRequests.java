package dev.perijove.kernel.supervise;

import dev.perijove.kernel.link.LinkMessage;
import dev.perijove.kernel.link.LinkMessage.InputLine;
import dev.perijove.kernel.link.LinkMessage.InputRefused;
import dev.perijove.kernel.link.LinkMessage.WantsInput;
import java.io.EOFException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks the person for the lines that a program wants, each on a thread of its own, so that the link
 * is read on meanwhile.
 */
final class InputRequests {
  private final WorkerEvents events;
  private final Consumer<LinkMessage> answers;
  private final Map<Long, Thread> open = new HashMap<>();

  InputRequests(WorkerEvents events, Consumer<LinkMessage> answers) {
    this.events = events;
    this.answers = answers;
  }

  void ask(WantsInput wants) {
    Thread thread = new Thread(null, () -> answer(wants), "worker-input", 0, false);
    thread.setDaemon(true);
    synchronized (open) {
      open.put(wants.request(), thread);
    }
    thread.start();
  }

  /** The program wants this line no more. */
  void cancel(long request) {
    synchronized (open) {
      Thread thread = open.remove(request);
      if (thread != null) {
        thread.interrupt();
      }
    }
  }

  /** The program is gone. */
  void cancelAll() {
    synchronized (open) {
      open.values().forEach(Thread::interrupt);
      open.clear();
    }
  }

  private void answer(WantsInput wants) {
    long request = wants.request();
    try {
      String line = events.input(wants.cell(), wants.prompt(), wants.password());
      answers.accept(new InputLine(request, Optional.of(line)));
    } catch (EOFException e) {
      answers.accept(new InputLine(request, Optional.empty()));
    } catch (InputRefusedException e) {
      answers.accept(new InputRefused(request, String.valueOf(e.getMessage())));
    } catch (InterruptedException e) {
      // Nobody wants the answer any more, or the front shuts down: say so in case somebody does.
      answers.accept(new InputRefused(request, "the input was cancelled"));
    } finally {
      synchronized (open) {
        open.remove(request, Thread.currentThread());
      }
    }
  }
}
