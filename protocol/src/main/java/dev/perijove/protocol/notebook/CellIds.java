package dev.perijove.protocol.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** The ids of the cells of one notebook ("Cell ID", JEP 62). */
final class CellIds {
  private static final Pattern SYNTAX = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

  private final Set<String> taken = new HashSet<>();

  static boolean isValid(String id) {
    return SYNTAX.matcher(id).matches();
  }

  static void require(String id) {
    if (!isValid(id)) {
      throw new IllegalArgumentException(
          "a cell id is 1 to 64 letters, digits, - and _, not '" + id + "'");
    }
  }

  /** False when the id is taken already. */
  boolean take(String id) {
    return taken.add(id);
  }

  /**
   * An id for a cell that has none. It depends on what the cell says and where it stands, so that
   * reading an old notebook twice gives the same ids.
   */
  String make(int index, String source) {
    for (int attempt = 0; ; attempt++) {
      String seed = index + "/" + attempt + "/" + source;
      String id = UUID.nameUUIDFromBytes(seed.getBytes(UTF_8)).toString().substring(0, 8);
      if (take(id)) {
        return id;
      }
    }
  }
}
