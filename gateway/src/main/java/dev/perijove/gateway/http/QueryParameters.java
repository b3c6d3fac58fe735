package dev.perijove.gateway.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parameters as a query or an urlencoded form carries them. */
record QueryParameters(Map<String, List<String>> values) {
  /** More than this many are a mistake or an attack. */
  private static final int MOST = 1024;

  QueryParameters {
    values = Collections.unmodifiableMap(values);
  }

  /**
   * @throws Problem 400 if a name or a value is not percent-encoded UTF-8, or there are too many
   */
  static QueryParameters parse(String text) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    int count = 0;
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('&', start);
      String pair = text.substring(start, end < 0 ? text.length() : end);
      start = end < 0 ? text.length() : end + 1;
      if (pair.isEmpty()) {
        continue;
      }
      if (++count > MOST) {
        throw Problem.badRequest("More than " + MOST + " parameters");
      }
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      values
          .computeIfAbsent(PercentCoding.decodeForm(name), key -> new ArrayList<>())
          .add(PercentCoding.decodeForm(value));
    }
    return new QueryParameters(values);
  }

  List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }
}
