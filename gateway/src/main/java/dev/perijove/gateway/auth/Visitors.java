package dev.perijove.gateway.auth;

import dev.perijove.gateway.http.User;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Names for those who show a token but no name of their own: moons of Jupiter. */
final class Visitors {
  private static final List<String> MOONS =
      List.of(
          "Adrastea",
          "Amalthea",
          "Ananke",
          "Callisto",
          "Carme",
          "Elara",
          "Europa",
          "Ganymede",
          "Himalia",
          "Io",
          "Leda",
          "Lysithea",
          "Metis",
          "Pasiphae",
          "Sinope",
          "Thebe",
          "Themisto");

  private Visitors() {}

  /** A new visitor with a name of its own. */
  static User next() {
    String moon = MOONS.get(ThreadLocalRandom.current().nextInt(MOONS.size()));
    String username = UUID.randomUUID().toString().replace("-", "");
    return User.named(username, "Anonymous " + moon, "A" + moon.charAt(0));
  }
}
