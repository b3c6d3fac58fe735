package dev.perijove.kernel.intellisense;

import static java.util.Objects.requireNonNull;

import dev.perijove.kernel.engine.Engine;
import dev.perijove.kernel.engine.ProgramView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** Says what could stand at the cursor. Any thread; any text; answers while a cell's code runs. */
public final class Completer {

  /** More than anybody scrolls through. */
  private static final int MOST = 500;

  private static final Set<String> OF_EVERY_OBJECT =
      Set.of("equals", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

  private final Engine engine;

  private Completer(Engine engine) {
    this.engine = requireNonNull(engine, "engine");
  }

  public static Completer of(Engine engine) {
    return new Completer(engine);
  }

  /**
   * What could stand at the cursor: what fits the type expected there first, then by name. The
   * names of methods come without parentheses, which the client adds, and overloads are one match.
   *
   * @param cursor in code points; outside the code it means the nearer end
   */
  public Completions complete(String code, int cursor) {
    int points = Math.max(0, Math.min(cursor, code.codePointCount(0, code.length())));
    int at = code.offsetByCodePoints(0, points);
    Cursor place = Cursor.of(code, at);
    if (place.isInText()) {
      return new Completions(List.of(), points, points);
    }
    List<Completion> matches =
        engine.look(program -> matches(program, code.substring(0, at), code.substring(at), place));
    int start = code.codePointCount(0, place.nameStart());
    return new Completions(matches, start, points);
  }

  private static List<Completion> matches(
      ProgramView program, String before, String after, Cursor place) {
    CodeContext context = CodeContext.of(program, before, after);
    int end = context.code().length();
    List<Suggestion> suggestions =
        program.analysis().completionSuggestions(context.code(), end, new int[] {end});
    AttributedCode code = AttributedCode.of(program, context, place.name().length());
    Map<String, List<Completion>> known =
        place.isMember() && !place.isImport()
            ? Members.of(code)
            : SimpleNames.of(program, place, code);
    Map<String, Boolean> fits = new LinkedHashMap<>();
    Set<String> called = new HashSet<>();
    for (Suggestion suggestion : suggestions) {
      String name = suggestion.continuation().replaceAll("\\(.*", "");
      fits.merge(name, suggestion.matchesType(), Boolean::logicalOr);
      if (name.length() < suggestion.continuation().length()) {
        called.add(name);
      }
    }
    known.keySet().stream()
        .filter(name -> name.startsWith(place.name()))
        .forEach(name -> fits.putIfAbsent(name, suggestions.isEmpty()));
    Comparator<String> bestFirst =
        Comparator.<String, Boolean>comparing(name -> !fits.getOrDefault(name, false))
            .thenComparing(OF_EVERY_OBJECT::contains)
            .thenComparing(String.CASE_INSENSITIVE_ORDER)
            .thenComparing(Comparator.naturalOrder());
    return fits.keySet().stream()
        .filter(name -> !name.isEmpty() && !name.contains("$JShell$") && !name.startsWith("$W"))
        .sorted(bestFirst)
        .limit(MOST)
        .map(
            name ->
                completion(name, known.getOrDefault(name, List.of()), called.contains(name), place))
        .toList();
  }

  private static Completion completion(
      String name, List<Completion> known, boolean called, Cursor place) {
    if (known.isEmpty()) {
      return new Completion(name, SimpleNames.guess(name, called, place), "");
    }
    List<String> signatures =
        new ArrayList<>(known.stream().map(Completion::signature).distinct().toList());
    signatures.sort(Comparator.comparing(String::length));
    int more = signatures.size() - 1;
    String signature = signatures.get(0) + (more > 0 ? " (+" + more + ")" : "");
    return new Completion(name, known.get(0).type(), signature);
  }
}
