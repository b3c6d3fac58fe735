package dev.perijove.kernel.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;

/**
 * From the classes JShell makes to the cells they come from. Remembers the last {@value #CAPACITY}
 * classes; a frame of an older one is shown without its line.
 */
final class SnippetMap {

  private static final int CAPACITY = 20_000;

  /**
   * A place in a cell.
   *
   * @param line from 1
   */
  record CellLine(Cell cell, int line) {
    String text() {
      return SourceLines.of(cell.source()).line(line);
    }
  }

  /** Where a snippet stands. */
  record Origin(Cell cell, int offset) {}

  /**
   * The lines of one class.
   *
   * @param first its first line in the source JShell made
   * @param cellLines the cell's line for each line from there
   */
  private record Lines(Cell cell, int first, int[] cellLines) {
    static Lines of(SnippetWrapper wrapper, Origin origin) {
      String wrapped = wrapper.wrapped();
      // Above the class are the imports of everything defined so far: thousands of lines.
      int head = Math.max(0, wrapped.indexOf("class $JShell$"));
      SourceLines cellLines = SourceLines.of(origin.cell().source());
      SourceLines wrappedLines = SourceLines.of(wrapped);
      int first = wrappedLines.lineOf(head);
      int[] table = new int[wrappedLines.count() - first + 1];
      for (int i = 0; i < table.length; i++) {
        int source = wrapper.wrappedToSourcePosition(firstInk(wrapped, wrappedLines, first + i));
        table[i] = cellLines.lineOf(origin.offset() + Math.max(0, source));
      }
      return new Lines(origin.cell(), first, table);
    }

    private static int firstInk(String wrapped, SourceLines lines, int line) {
      int start = lines.startOf(line);
      int at = start;
      while (at < wrapped.length() && (wrapped.charAt(at) == ' ' || wrapped.charAt(at) == '\t')) {
        at++;
      }
      return at < wrapped.length() ? at : start;
    }

    Optional<CellLine> at(int wrappedLine) {
      int index = wrappedLine - first;
      return index < 0 || index >= cellLines.length
          ? Optional.empty()
          : Optional.of(new CellLine(cell, cellLines[index]));
    }
  }

  private final SourceCodeAnalysis analysis;
  private final Map<String, Origin> origins = new LinkedHashMap<>();
  private final Map<String, Lines> classes =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Lines> eldest) {
          return size() > CAPACITY;
        }
      };

  SnippetMap(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /**
   * Notes where a snippet of this cell stands, or, for one that was compiled again because
   * something it uses changed, the class it has now.
   */
  void add(SnippetEvent event, Cell cell, int offset) {
    Snippet snippet = event.snippet();
    if (event.causeSnippet() == null) {
      origins.put(snippet.id(), new Origin(cell, offset));
    }
    Origin origin = origins.get(snippet.id());
    if (origin != null && snippet.kind() != Snippet.Kind.ERRONEOUS) {
      SnippetWrapper wrapper = analysis.wrapper(snippet);
      classes.put(wrapper.fullClassName(), Lines.of(wrapper, origin));
    }
  }

  Optional<Origin> origin(Snippet snippet) {
    return Optional.ofNullable(origins.get(snippet.id()));
  }

  /** Where a frame of a snippet's class stands; empty for any other frame. */
  Optional<CellLine> find(StackTraceElement frame) {
    Lines lines = classes.get(ShellNames.wrapperOf(frame));
    return lines == null ? Optional.empty() : lines.at(frame.getLineNumber());
  }
}
