package dev.perijove.protocol.notebook;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps as records keep them: unmodifiable, in the order given. */
final class Kept {
  private Kept() {}

  static <V> Map<String, V> copy(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
