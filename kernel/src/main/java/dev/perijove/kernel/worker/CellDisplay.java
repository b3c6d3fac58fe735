package dev.perijove.kernel.worker;

import dev.perijove.kernel.api.Kernel;
import dev.perijove.kernel.link.LinkMessage.ClearedOutput;
import dev.perijove.kernel.link.LinkMessage.Displayed;
import dev.perijove.kernel.link.LinkMessage.Paged;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What user code shows, on its way to the front with what it prints. */
final class CellDisplay implements Kernel.Connection {
  /** What a message takes besides its text. */
  private static final int OVERHEAD = 128;

  private final WorkerOutput output;

  CellDisplay(WorkerOutput output) {
    this.output = output;
  }

  @Override
  public void display(@Nullable Object value, Optional<String> id, boolean update) {
    Map<String, String> bundle = Renderers.bundle(value);
    int weight = OVERHEAD + bundle.values().stream().mapToInt(String::length).sum();
    output.show(new Displayed(CellThreads.current(), bundle, id, update), weight);
  }

  @Override
  public void clearOutput(boolean wait) {
    output.show(new ClearedOutput(CellThreads.current(), wait), OVERHEAD);
  }

  @Override
  public void page(String text) {
    output.show(new Paged(CellThreads.current(), text), OVERHEAD + text.length());
  }
}
