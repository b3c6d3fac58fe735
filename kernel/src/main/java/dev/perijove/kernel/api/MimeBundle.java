package dev.perijove.kernel.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing in several forms; clients show the richest one they know. As the value of a cell, or by
 * {@link Display#display}.
 *
 * @param forms by MIME type; images and other bytes in base64, JSON as its text. Where {@code
 *     text/plain} is missing, clients that show nothing else are told what there is.
 */
public record MimeBundle(Map<String, String> forms) {
  /** What all forms may have together. */
  public static final int MAX_CHARS = 8 << 20;

  /**
   * @throws IllegalArgumentException if there is no form, a type is none, or the forms are too long
   */
  public MimeBundle {
    Map<String, String> copy = Collections.unmodifiableMap(new LinkedHashMap<>(forms));
    if (copy.isEmpty()) {
      throw new IllegalArgumentException("A MIME bundle has one form at least");
    }
    long length = 0;
    for (Map.Entry<String, String> form : copy.entrySet()) {
      if (!form.getKey().matches("[^\\s/]+/[^\\s/]+")) {
        throw new IllegalArgumentException(
            "'" + form.getKey() + "' is not a MIME type such as text/html");
      }
      length += form.getKey().length() + form.getValue().length();
    }
    checkLength(length);
    forms = copy;
  }

  /** One form alone. */
  public static MimeBundle of(String type, String form) {
    return new MimeBundle(Map.of(type, form));
  }

  /** A piece of a page. Nothing in it is escaped: {@code <} begins an element. */
  public static MimeBundle html(String html) {
    return of("text/html", html);
  }

  /** Text in Markdown, which may have formulas between {@code $}. */
  public static MimeBundle markdown(String markdown) {
    return of("text/markdown", markdown);
  }

  /** The same thing with a form more, or another one of a type that is there. */
  public MimeBundle with(String type, String form) {
    Map<String, String> more = new LinkedHashMap<>(forms);
    more.put(type, form);
    return new MimeBundle(more);
  }

  static void checkLength(long length) {
    if (length > MAX_CHARS) {
      throw new IllegalArgumentException(
          length
              + " characters are more than the "
              + MAX_CHARS
              + " that can be shown at once. Write them to a file, and show a link or a part.");
    }
  }
}
