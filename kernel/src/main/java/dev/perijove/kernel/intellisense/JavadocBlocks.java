package dev.perijove.kernel.intellisense;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A documentation comment in its parts: what it says first, and its block tags. */
final class JavadocBlocks {

  private static final Pattern TAG =
      Pattern.compile("^\\s*@(\\p{Alpha}+)\\s*(.*)$", Pattern.DOTALL);
  private static final Map<String, String> ALWAYS =
      Map.of(
          "return",
          "Returns",
          "throws",
          "Throws",
          "exception",
          "Throws",
          "deprecated",
          "Deprecated");
  private static final Map<String, String> IN_DETAIL =
      Map.of(
          "since",
          "Since",
          "see",
          "See",
          "apiNote",
          "Note",
          "implNote",
          "Implementation",
          "implSpec",
          "Specification",
          "serial",
          "Serial");

  private final String body;
  private final List<String> tags;

  private JavadocBlocks(String body, List<String> tags) {
    this.body = body;
    this.tags = tags;
  }

  static JavadocBlocks of(String comment) {
    List<StringBuilder> blocks = new ArrayList<>(List.of(new StringBuilder()));
    int braces = 0;
    boolean isPreformatted = false;
    for (String line : comment.lines().toList()) {
      if (braces <= 0 && !isPreformatted && TAG.matcher(line).matches()) {
        blocks.add(new StringBuilder());
        braces = 0;
      }
      blocks.get(blocks.size() - 1).append(line).append('\n');
      isPreformatted =
          isPreformatted
              ? !line.contains("</pre>")
              : line.contains("<pre>") && !line.contains("</pre>");
      braces += (int) line.chars().filter(c -> c == '{').count();
      braces -= (int) line.chars().filter(c -> c == '}').count();
    }
    return new JavadocBlocks(
        blocks.get(0).toString(), blocks.stream().skip(1).map(StringBuilder::toString).toList());
  }

  String markdown(boolean inDetail) {
    return written(JavadocText::markdown, inDetail, "**%s** %s", "- `%s` %s");
  }

  String plain(boolean inDetail) {
    return written(JavadocText::plain, inDetail, "%s: %s", "  %s  %s");
  }

  private String written(
      UnaryOperator<String> reader, boolean inDetail, String titled, String parameter) {
    StringBuilder text = new StringBuilder(reader.apply(body));
    boolean inParameters = false;
    for (String tag : tags) {
      Matcher matcher = TAG.matcher(tag);
      if (!matcher.matches()) {
        continue;
      }
      String name = matcher.group(1);
      String content = matcher.group(2).strip();
      String title = ALWAYS.getOrDefault(name, inDetail ? IN_DETAIL.getOrDefault(name, "") : "");
      if (name.equals("param")) {
        String[] parts = content.split("\\s+", 2);
        text.append(inParameters ? "\n" : "\n\n");
        text.append(parameter.formatted(parts[0], parts.length > 1 ? reader.apply(parts[1]) : ""));
      } else if (!title.isEmpty()) {
        text.append("\n\n").append(titled.formatted(title, reader.apply(content)));
      }
      inParameters = name.equals("param");
    }
    return text.toString().strip();
  }
}
