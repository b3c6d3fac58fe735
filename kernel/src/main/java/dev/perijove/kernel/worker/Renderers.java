package dev.perijove.kernel.worker;

import dev.perijove.kernel.api.MimeBundle;
import java.lang.reflect.Array;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows a value as MIME bundle. Runs on the user's thread, since {@code toString} is user code:
 * what it throws is the cell's failure, and an interrupt stops it.
 *
 * <p>A String is shown as it is, without quotes and escapes: a person who ends a cell with a text
 * block or a formatted table wants to read it, as the other Java kernels show it. Inside an array
 * it is quoted, where {@code a, b} could be one element or two.
 */
final class Renderers {
  private static final String PLAIN = "text/plain";
  private static final int MAX_CHARS = 256 << 10;
  private static final int MAX_ELEMENTS = 1000;
  private static final int MAX_DIMENSIONS = 8;

  private Renderers() {}

  /** The value by MIME type. */
  static Map<String, String> bundle(@Nullable Object value) {
    if (value instanceof MimeBundle bundle) {
      return withPlainText(bundle.forms());
    }
    return Map.of(PLAIN, value == null ? "null" : shortened(text(value)));
  }

  /** A terminal, or a notebook seen as text, tells at least what there is. */
  private static Map<String, String> withPlainText(Map<String, String> forms) {
    if (forms.containsKey(PLAIN)) {
      return forms;
    }
    String types = String.join(", ", forms.keySet());
    Map<String, String> all = new LinkedHashMap<>();
    all.put(PLAIN, "<" + types + ">");
    all.putAll(forms);
    return all;
  }

  private static String text(Object value) {
    if (value.getClass().isArray()) {
      StringBuilder text = new StringBuilder();
      appendArray(value, text, 1);
      return text.toString();
    }
    return String.valueOf(value);
  }

  /** As JShell shows it, {@code int[3] { 1, 2, 3 }}, but long ones are cut. */
  private static void appendArray(Object array, StringBuilder text, int depth) {
    int length = Array.getLength(array);
    text.append(typeWithLength(array.getClass(), length)).append(" { ");
    for (int i = 0; i < length; i++) {
      if (i > 0) {
        text.append(", ");
      }
      if (i == MAX_ELEMENTS || text.length() > MAX_CHARS) {
        text.append("… ").append(length - i).append(" more");
        break;
      }
      appendElement(Array.get(array, i), text, depth);
    }
    text.append(length == 0 ? "}" : " }");
  }

  private static String typeWithLength(Class<?> type, int length) {
    Class<?> element = type.getComponentType();
    String dimensions = "[" + length + "]";
    while (element.isArray()) {
      dimensions += "[]";
      element = element.getComponentType();
    }
    return element.getSimpleName() + dimensions;
  }

  private static void appendElement(@Nullable Object element, StringBuilder text, int depth) {
    if (element == null) {
      text.append("null");
    } else if (element.getClass().isArray()) {
      if (depth == MAX_DIMENSIONS) { // an Object[] may contain itself
        text.append("…");
      } else {
        appendArray(element, text, depth + 1);
      }
    } else if (element instanceof CharSequence string) {
      text.append('"').append(string).append('"');
    } else if (element instanceof Character character) {
      text.append('\'').append(character).append('\'');
    } else {
      text.append(element);
    }
  }

  private static String shortened(String text) {
    if (text.length() <= MAX_CHARS) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_CHARS - 1)) ? MAX_CHARS - 1 : MAX_CHARS;
    return text.substring(0, end) + "… (cut: " + text.length() + " characters in all)";
  }
}
