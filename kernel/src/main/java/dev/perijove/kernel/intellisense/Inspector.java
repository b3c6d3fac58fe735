package dev.perijove.kernel.intellisense;

import static java.util.Objects.requireNonNull;

import dev.perijove.kernel.engine.Engine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis.Documentation;

/** Says what stands at the cursor. Any thread; any text; answers while a cell's code runs. */
public final class Inspector {

  private final Engine engine;

  private Inspector(Engine engine) {
    this.engine = requireNonNull(engine, "engine");
  }

  public static Inspector of(Engine engine) {
    return new Inspector(engine);
  }

  /**
   * @param cursor in code points; outside the code it means the nearer end
   * @param detailLevel 0 for the signature and documentation, 1 for all there is
   * @return by MIME type, {@code text/plain} always among them; empty where nothing is known
   */
  public Optional<Map<String, String>> inspect(String code, int cursor, int detailLevel) {
    int points = Math.max(0, Math.min(cursor, code.codePointCount(0, code.length())));
    int at = code.offsetByCodePoints(0, points);
    List<Documentation> found =
        engine.look(program -> program.analysis().documentation(code, at, detailLevel > 0));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Map.of(
            "text/plain",
            found.stream().map(Documentation::signature).collect(Collectors.joining("\n"))));
  }
}
