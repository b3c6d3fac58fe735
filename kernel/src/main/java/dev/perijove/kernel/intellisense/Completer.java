package dev.perijove.kernel.intellisense;

import static java.util.Objects.requireNonNull;

import dev.perijove.kernel.engine.Engine;
import java.util.List;
import java.util.TreeMap;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** Says what could stand at the cursor. Any thread; any text; answers while a cell's code runs. */
public final class Completer {

  private final Engine engine;

  private Completer(Engine engine) {
    this.engine = requireNonNull(engine, "engine");
  }

  public static Completer of(Engine engine) {
    return new Completer(engine);
  }

  /**
   * @param cursor in code points; outside the code it means the nearer end
   */
  public Completions complete(String code, int cursor) {
    int points = Math.max(0, Math.min(cursor, code.codePointCount(0, code.length())));
    int at = code.offsetByCodePoints(0, points);
    int[] anchor = {at};
    List<Suggestion> suggestions =
        engine.ask(shell -> shell.sourceCodeAnalysis().completionSuggestions(code, at, anchor));
    TreeMap<String, Completion> matches = new TreeMap<>();
    for (Suggestion suggestion : suggestions) {
      matches.putIfAbsent(
          suggestion.continuation(), new Completion(suggestion.continuation(), "", ""));
    }
    int start = code.codePointCount(0, Math.max(0, Math.min(anchor[0], at)));
    return new Completions(List.copyOf(matches.values()), start, points);
  }
}
