package dev.perijove.kernel.front;

import static java.util.Objects.requireNonNull;

import dev.perijove.kernel.channels.IopubPublisher;
import dev.perijove.kernel.channels.StdinChannel;
import dev.perijove.kernel.engine.InvocationOutcome;
import dev.perijove.kernel.requests.CellOrigin;
import dev.perijove.kernel.requests.CellOrigins;
import dev.perijove.kernel.requests.MimeForms;
import dev.perijove.kernel.supervise.InputRefusedException;
import dev.perijove.kernel.supervise.WorkerEvents;
import dev.perijove.protocol.Header;
import dev.perijove.protocol.content.ClearOutput;
import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.DisplayData;
import dev.perijove.protocol.content.InputRequest;
import dev.perijove.protocol.content.MimeBundle;
import dev.perijove.protocol.content.UpdateDisplayData;
import java.io.EOFException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Brings what the user's program does to the client whose cell did it: output to iopub, questions
 * to stdin.
 */
final class ProgramEvents implements WorkerEvents {
  private static final System.Logger LOG = System.getLogger(ProgramEvents.class.getName());

  private final CellOrigins origins;
  private final IopubPublisher iopub;
  private final StdinChannel stdin;
  private final Consumer<Runnable> replaceLost;

  /**
   * @param replaceLost called when the program died and no cell was there to be told; runs what it
   *     is given once an empty program has taken its place, unless a cell came first and was told
   */
  ProgramEvents(
      CellOrigins origins,
      IopubPublisher iopub,
      StdinChannel stdin,
      Consumer<Runnable> replaceLost) {
    this.origins = requireNonNull(origins, "origins");
    this.iopub = requireNonNull(iopub, "iopub");
    this.stdin = requireNonNull(stdin, "stdin");
    this.replaceLost = requireNonNull(replaceLost, "replaceLost");
  }

  @Override
  public void output(long cell, Stream stream, String text) {
    String name =
        switch (stream) {
          case STDOUT -> "stdout";
          case STDERR -> "stderr";
        };
    publish(cell, text, parent -> iopub.stream(parent, name, text));
  }

  @Override
  public void display(long cell, Map<String, String> forms, Optional<String> id, boolean update) {
    MimeBundle bundle = MimeForms.bundle(forms);
    Map<String, JsonNode> transientData =
        id.<Map<String, JsonNode>>map(name -> Map.of("display_id", StringNode.valueOf(name)))
            .orElse(Map.of());
    Content content =
        update
            ? new UpdateDisplayData(bundle, transientData)
            : new DisplayData(bundle, transientData);
    publish(cell, forms, parent -> iopub.publish(parent, content));
  }

  @Override
  public void clearOutput(long cell, boolean wait) {
    publish(cell, "clear_output", parent -> iopub.publish(parent, new ClearOutput(wait)));
  }

  @Override
  public void page(long cell, String text) {
    origins.page(cell, text);
  }

  /** Something to publish under the request of a cell. */
  private interface Publication {
    void under(Header parent) throws InterruptedException;
  }

  private void publish(long cell, Object what, Publication publication) {
    Optional<CellOrigin> origin = origins.of(cell);
    if (origin.isEmpty()) {
      LOG.log(Level.WARNING, "Shown before the first cell: {0}", what);
      return;
    }
    if (origin.get().silent()) {
      return;
    }
    try {
      publication.under(origin.get().parent());
    } catch (InterruptedException e) {
      // The link is being closed; what it still carries has no reader.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String input(long cell, String prompt, boolean password)
      throws InputRefusedException, InterruptedException, EOFException {
    CellOrigin origin = whoCanBeAsked(cell);
    if (!origin.allowStdin()) {
      throw new InputRefusedException(
          "The client that ran this cell takes no input (allow_stdin is false), so System.in cannot"
              + " be read. Run it where a person can answer.");
    }
    return stdin.ask(origin.identities(), origin.parent(), new InputRequest(prompt, password));
  }

  /**
   * Clients show a question with the cell that asks, while it runs; a question of a cell that has
   * ended would wait for ever.
   */
  private CellOrigin whoCanBeAsked(long cell) throws InputRefusedException {
    OptionalLong running = origins.running();
    if (running.isEmpty() || (cell != 0 && cell != running.getAsLong())) {
      throw new InputRefusedException(
          "The cell that started this thread has ended, so there is nobody to ask. Read System.in"
              + " before the cell ends.");
    }
    return origins
        .of(running.getAsLong())
        .orElseThrow(() -> new InputRefusedException("No cell runs that could ask"));
  }

  @Override
  public void workerLost(InvocationOutcome.WorkerLost loss) {
    replaceLost.accept(() -> output(0, Stream.STDERR, loss.detail() + "\n"));
  }
}
