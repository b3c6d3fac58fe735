package dev.perijove.kernel.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Java text cut into tokens, as far as splitting, indenting and pointing at a cursor need it. Takes
 * any text: what it does not know is a symbol of one character, and a comment or string without its
 * end is {@link Token#open}.
 */
public final class JavaTokens {

  /** What a token is. */
  public enum Kind {
    /** A name or a keyword. */
    WORD,
    NUMBER,
    /** A string or a text block, quotes included. */
    STRING,
    CHARACTER,
    COMMENT,
    /** An operator or a separator. */
    SYMBOL
  }

  /**
   * One token.
   *
   * @param start index of its first char
   * @param end index after its last char
   * @param open it lacks its closing quote or comment mark
   */
  public record Token(Kind kind, int start, int end, boolean open) {
    public String text(String source) {
      return source.substring(start, end);
    }

    public boolean is(String source, String text) {
      return end - start == text.length() && source.startsWith(text, start);
    }
  }

  private static final Set<String> PAIRS =
      Set.of(
          "->", "::", "==", "<=", ">=", "!=", "&&", "||", "++", "--", "+=", "-=", "*=", "/=", "%=",
          "&=", "|=", "^=");

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int next;

  private JavaTokens(String source) {
    this.source = source;
  }

  /** All tokens, comments included, in order; white space lies between them. */
  public static List<Token> of(String source) {
    JavaTokens scan = new JavaTokens(source);
    while (scan.next < source.length()) {
      scan.one();
    }
    return List.copyOf(scan.tokens);
  }

  /** The tokens a compiler would see. */
  public static List<Token> withoutComments(String source) {
    return of(source).stream().filter(token -> token.kind() != Kind.COMMENT).toList();
  }

  private void one() {
    int point = source.codePointAt(next);
    if (Character.isWhitespace(point)) {
      next += Character.charCount(point);
    } else if (source.startsWith("//", next)) {
      add(Kind.COMMENT, endOfLine(next), false);
    } else if (source.startsWith("/*", next)) {
      upTo(Kind.COMMENT, "*/", 2);
    } else if (source.startsWith("\"\"\"", next)) {
      textBlock();
    } else if (point == '"' || point == '\'') {
      quoted((char) point);
    } else if (Character.isJavaIdentifierStart(point)) {
      add(Kind.WORD, endOfName(next), false);
    } else if (startsNumber(point)) {
      add(Kind.NUMBER, endOfNumber(), false);
    } else {
      add(Kind.SYMBOL, next + symbolLength(point), false);
    }
  }

  private void add(Kind kind, int end, boolean open) {
    tokens.add(new Token(kind, next, end, open));
    next = end;
  }

  private void upTo(Kind kind, String mark, int opening) {
    int found = source.indexOf(mark, next + opening);
    add(kind, found < 0 ? source.length() : found + mark.length(), found < 0);
  }

  private void textBlock() {
    int at = next + 3;
    while (at < source.length()) {
      if (source.charAt(at) == '\\') {
        at += 2;
      } else if (source.startsWith("\"\"\"", at)) {
        add(Kind.STRING, at + 3, false);
        return;
      } else {
        at++;
      }
    }
    add(Kind.STRING, source.length(), true);
  }

  private void quoted(char quote) {
    Kind kind = quote == '"' ? Kind.STRING : Kind.CHARACTER;
    int end = endOfLine(next);
    for (int at = next + 1; at < end; at++) {
      if (source.charAt(at) == '\\') {
        at++;
      } else if (source.charAt(at) == quote) {
        add(kind, at + 1, false);
        return;
      }
    }
    add(kind, end, true);
  }

  private boolean startsNumber(int point) {
    return Character.isDigit(point)
        || (point == '.'
            && next + 1 < source.length()
            && Character.isDigit(source.charAt(next + 1)));
  }

  private int endOfNumber() {
    int at = next;
    while (at < source.length()) {
      char c = source.charAt(at);
      boolean exponentSign =
          (c == '+' || c == '-')
              && at > next
              && "eEpP".indexOf(source.charAt(at - 1)) >= 0
              && (source.charAt(at - 1) == 'p'
                  || source.charAt(at - 1) == 'P'
                  || !source.regionMatches(true, next, "0x", 0, 2));
      if (!exponentSign && c != '.' && !Character.isJavaIdentifierPart(c)) {
        return at;
      }
      at++;
    }
    return at;
  }

  private int endOfName(int from) {
    int at = from;
    while (at < source.length() && Character.isJavaIdentifierPart(source.codePointAt(at))) {
      at += Character.charCount(source.codePointAt(at));
    }
    return at;
  }

  private int symbolLength(int point) {
    if (next + 2 <= source.length() && PAIRS.contains(source.substring(next, next + 2))) {
      return 2;
    }
    return Character.charCount(point);
  }

  private int endOfLine(int from) {
    int at = from;
    while (at < source.length() && source.charAt(at) != '\n' && source.charAt(at) != '\r') {
      at++;
    }
    return at;
  }
}
