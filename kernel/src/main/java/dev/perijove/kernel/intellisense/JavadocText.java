package dev.perijove.kernel.intellisense;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;

/**
 * A documentation comment for reading: its HTML and inline tags as Markdown, or as plain text.
 * Takes any text; what it does not know it leaves out (a tag) or as it is (the rest).
 */
final class JavadocText {

  private static final Map<String, String> ENTITIES =
      Map.of(
          "lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'", "nbsp", " ", "mdash", "—",
          "ndash", "–", "hellip", "…", "times", "×");

  private final String source;
  private final boolean markdown;
  private final StringBuilder text = new StringBuilder();
  private int at;
  private boolean isPreformatted;

  private JavadocText(String source, boolean markdown) {
    this.source = source;
    this.markdown = markdown;
  }

  static String markdown(String comment) {
    return new JavadocText(comment, true).read();
  }

  static String plain(String comment) {
    return new JavadocText(comment, false).read();
  }

  private String read() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (source.startsWith("{@", at)) {
        inlineTag();
      } else if (c == '<' && source.indexOf('>', at) > 0 && startsTag(at + 1)) {
        element();
      } else if (c == '&') {
        entity();
      } else if (Character.isWhitespace(c) && !isPreformatted) {
        space();
      } else {
        text.append(c);
        at++;
      }
    }
    return text.toString().replaceAll("[ \\t]+\n", "\n").replaceAll("\n{3,}", "\n\n").strip();
  }

  private boolean startsTag(int index) {
    return index < source.length()
        && (Character.isLetter(source.charAt(index)) || "/!".indexOf(source.charAt(index)) >= 0);
  }

  private void space() {
    while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
    if (!text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
      text.append(' ');
    }
  }

  /** {@code {@code x}}, {@code {@link Type#member label}} and their kin. */
  private void inlineTag() {
    int end = closingBrace(at);
    String inside = source.substring(at + 2, end);
    int gap = 0;
    while (gap < inside.length() && !Character.isWhitespace(inside.charAt(gap))) {
      gap++;
    }
    String name = inside.substring(0, gap);
    String content = isPreformatted ? inside.substring(gap) : inside.substring(gap).strip();
    switch (name) {
      case "code", "literal", "snippet" -> code(content, name.equals("code"));
      case "link", "linkplain", "value" -> link(content);
      case "inheritDoc", "docRoot", "index", "summary" ->
          text.append(name.equals("inheritDoc") ? "" : content);
      default -> text.append(content);
    }
    at = Math.min(source.length(), end + 1);
  }

  private int closingBrace(int from) {
    int depth = 0;
    for (int i = from; i < source.length(); i++) {
      if (source.charAt(i) == '{') {
        depth++;
      } else if (source.charAt(i) == '}' && --depth == 0) {
        return i;
      }
    }
    return source.length();
  }

  private void code(String content, boolean isCode) {
    boolean ticks = markdown && isCode && !isPreformatted;
    text.append(ticks ? "`" + content.replaceAll("\\s+", " ") + "`" : content);
  }

  private void link(String content) {
    Deque<Character> brackets = new ArrayDeque<>();
    int end = 0;
    while (end < content.length()
        && (!brackets.isEmpty() || !Character.isWhitespace(content.charAt(end)))) {
      char c = content.charAt(end++);
      if (c == '(' || c == '<') {
        brackets.push(c);
      } else if (c == ')' || c == '>') {
        brackets.poll();
      }
    }
    String label = content.substring(end).strip();
    String target = content.substring(0, end).replaceFirst("^#", "").replace('#', '.');
    code(label.isEmpty() ? TypeText.shorten(target) : label, label.isEmpty());
  }

  private void element() {
    int end = source.indexOf('>', at);
    String tag = source.substring(at + 1, end).strip().toLowerCase(Locale.ROOT);
    String name = tag.replaceAll("[\\s/]*$", "").split("\\s", 2)[0];
    at = end + 1;
    switch (name) {
      case "p", "dl", "/dl", "table", "/table", "ul", "ol", "/ul", "/ol" -> text.append("\n\n");
      case "br", "tr", "dd", "dt", "div", "/div" -> text.append('\n');
      case "li" -> text.append("\n- ");
      case "td", "th" -> text.append(' ');
      case "h1", "h2", "h3", "h4", "h5", "h6" -> text.append("\n\n").append(mark("**"));
      case "/h1", "/h2", "/h3", "/h4", "/h5", "/h6" -> text.append(mark("**")).append("\n\n");
      case "b", "/b", "strong", "/strong" -> text.append(mark("**"));
      case "i", "/i", "em", "/em", "var", "/var", "dfn", "/dfn" -> text.append(mark("*"));
      case "code", "/code", "tt", "/tt" -> text.append(isPreformatted ? "" : mark("`"));
      case "pre" -> {
        isPreformatted = true;
        text.append("\n\n").append(mark("```java\n"));
      }
      case "/pre" -> {
        isPreformatted = false;
        text.append('\n').append(mark("```")).append("\n\n");
      }
      default -> {}
    }
  }

  private String mark(String characters) {
    return markdown ? characters : "";
  }

  private void entity() {
    int end = source.indexOf(';', at);
    String name = end < 0 || end - at > 10 ? "" : source.substring(at + 1, end);
    String character = ENTITIES.get(name);
    if (character == null && name.matches("#\\d{1,6}")) {
      int point = Integer.parseInt(name.substring(1));
      character = Character.isValidCodePoint(point) ? Character.toString(point) : null;
    }
    if (character == null) {
      text.append('&');
      at++;
    } else {
      text.append(character);
      at = end + 1;
    }
  }
}
