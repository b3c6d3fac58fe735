package dev.perijove.kernel.engine;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import jdk.jshell.Diag;

/**
 * A thing javac says of code.
 *
 * @param start where, in chars from the beginning of the code
 * @param end after the last char it is about; {@code start} where it is about a point
 * @param code javac's key, such as {@code compiler.err.cant.resolve}
 */
record Problem(int start, int end, String code, String message) {

  static final String UNKNOWN_NAME = "compiler.err.cant.resolve";
  private static final String SYMBOL = "symbol:";
  private static final Pattern LANG = Pattern.compile("\\bjava\\.lang\\.(?=\\p{Lu})");

  static Problem of(Diag diag) {
    int start = (int) Math.max(0, diag.getPosition());
    return new Problem(
        start,
        (int) Math.max(start, diag.getEndPosition()),
        diag.getCode(),
        diag.getMessage(Locale.getDefault()));
  }

  /**
   * @param shift length of what stands before the code in what was compiled
   */
  static Problem of(Diagnostic<?> diagnostic, int shift) {
    int start = (int) Math.max(0, diagnostic.getPosition() - shift);
    return new Problem(
        start,
        (int) Math.max(start, diagnostic.getEndPosition() - shift),
        diagnostic.getCode(),
        diagnostic.getMessage(Locale.getDefault()));
  }

  /** Without the lines that name JShell's own classes, which no cell contains. */
  List<String> lines() {
    return message
        .lines()
        .map(ShellNames::remove)
        .filter(line -> !line.strip().equals("location: class"))
        .map(line -> LANG.matcher(line).replaceAll(""))
        .toList();
  }

  /** What {@link #headline} leaves out. */
  List<String> details() {
    return lines().stream().skip(1).filter(line -> !line.strip().startsWith(SYMBOL)).toList();
  }

  /** In one line: what is wrong, and with which symbol. */
  String headline() {
    List<String> lines = lines();
    String first = lines.isEmpty() ? code : lines.get(0);
    return lines.stream()
        .map(String::strip)
        .filter(line -> line.startsWith(SYMBOL))
        .findFirst()
        .map(line -> first + ": " + line.substring(SYMBOL.length()).strip())
        .orElse(first);
  }

  /** Whether it is about a name that means nothing here, as one that is not imported. */
  boolean isUnknownName() {
    return code.startsWith(UNKNOWN_NAME) || code.startsWith("compiler.err.doesnt.exist");
  }
}
