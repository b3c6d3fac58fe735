package dev.perijove.kernel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An engine with its cells numbered as a person would see them. */
public final class Notebook implements AutoCloseable {

  private final InProcessRunner runner;
  private final Engine engine;
  private int number;

  private Notebook(InProcessRunner runner, Engine engine) {
    this.runner = runner;
    this.engine = engine;
  }

  public static Notebook open() {
    return open(EngineOptions.defaults());
  }

  public static Notebook open(EngineOptions options) {
    InProcessRunner runner = new InProcessRunner();
    return new Notebook(runner, Engine.start(runner, options));
  }

  public Engine engine() {
    return engine;
  }

  public InProcessRunner runner() {
    return runner;
  }

  /** The number of the last cell. */
  public int number() {
    return number;
  }

  public CellResult run(String source) {
    number++;
    return engine.run(new Cell(number, number, source));
  }

  /** Runs a cell that must not fail, and gives what it shows as plain text; empty for nothing. */
  public String shows(String source) {
    CellResult result = run(source);
    if (result instanceof CellResult.Value value) {
      return String.valueOf(value.bundle().get("text/plain"));
    }
    assertThat(result)
        .as(() -> source + "\n" + plain(result))
        .isInstanceOf(CellResult.Nothing.class);
    return "";
  }

  /** Runs a cell that must fail. */
  public CellError fails(String source) {
    CellResult result = run(source);
    assertThat(result).as(source).isInstanceOf(CellResult.Failed.class);
    return ((CellResult.Failed) result).error();
  }

  public Map<String, CellResult> evaluate(Map<String, String> expressions) {
    return engine.evaluate(new Cell(number, number, ""), expressions);
  }

  /** A traceback without its colours. */
  public static String plain(CellError error) {
    return error.traceback().stream()
        .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
        .collect(Collectors.joining("\n"));
  }

  private static String plain(CellResult result) {
    return result instanceof CellResult.Failed failed ? plain(failed.error()) : result.toString();
  }

  static List<String> warnings(CellResult result) {
    return result.warnings();
  }

  @Override
  public void close() {
    engine.close();
    runner.close();
  }
}
