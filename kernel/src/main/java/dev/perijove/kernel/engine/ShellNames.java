package dev.perijove.kernel.engine;

import java.util.Arrays;
import java.util.regex.Pattern;

/** The names of the classes JShell wraps snippets in, {@code REPL.$JShell$12}. */
final class ShellNames {

  private static final Pattern WRAPPER = Pattern.compile("(REPL\\.)?\\$JShell\\$\\w+[.$]?");

  private static final Pattern LOCAL_NUMBER = Pattern.compile("^\\d+");

  private ShellNames() {}

  /** The text as the person would have written it. */
  static String remove(String text) {
    return text.contains("$JShell$") ? WRAPPER.matcher(text).replaceAll("") : text;
  }

  static boolean isSnippet(StackTraceElement frame) {
    return frame.getClassName().startsWith("REPL.$JShell$");
  }

  /** The name of the outermost class of a snippet's frame. */
  static String wrapperOf(StackTraceElement frame) {
    String name = frame.getClassName();
    int nested = name.indexOf('$', name.indexOf("$JShell$") + "$JShell$".length());
    return nested < 0 ? name : name.substring(0, nested);
  }

  /**
   * The class of a frame as the person wrote it: {@code Tree.Node}, {@code anonymous class}; empty
   * for code that stands in no class.
   */
  static String classOf(StackTraceElement frame) {
    String nested = frame.getClassName().substring(wrapperOf(frame).length());
    return Arrays.stream(nested.replace("$JShell$anonymous", "").split("\\$"))
        .map(name -> LOCAL_NUMBER.matcher(name).replaceFirst(""))
        .filter(name -> !name.isEmpty())
        .reduce((outer, inner) -> outer + "." + inner)
        .orElse(nested.isEmpty() ? "" : "anonymous class");
  }
}
