package dev.perijove.kernel.intellisense;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;

/**
 * Documentation by signature: finding a signature takes milliseconds, reading its comment from the
 * sources of the JDK a second. Keeps the last {@value #CAPACITY}. Used under the compiler's lock.
 */
final class DocumentationCache {

  private static final int CAPACITY = 256;

  private final Map<List<String>, List<Documentation>> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, List<Documentation>> eldest) {
          return size() > CAPACITY;
        }
      };

  /** What stands at the end of the code, with its comment where there is one. */
  List<Documentation> documentation(SourceCodeAnalysis analysis, String code) {
    List<Documentation> found = analysis.documentation(code, code.length(), false);
    if (found.isEmpty()) {
      return found;
    }
    List<String> signatures = found.stream().map(Documentation::signature).toList();
    return known.computeIfAbsent(
        signatures, unknown -> analysis.documentation(code, code.length(), true));
  }
}
