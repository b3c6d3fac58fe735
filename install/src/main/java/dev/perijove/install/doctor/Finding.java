package dev.perijove.install.doctor;

import static java.util.Objects.requireNonNullElse;

/** What a check found. */
public sealed interface Finding {
  /** What was looked at, and what is so. */
  String what();

  /** It is as it should be. */
  record Good(String what) implements Finding {}

  /**
   * It is not as it should be.
   *
   * @param cure what to do about it
   */
  record Bad(String what, String cure) implements Finding {
    static Bad of(Exception failure, String cure) {
      return new Bad(requireNonNullElse(failure.getMessage(), failure.toString()), cure);
    }
  }

  /** It was not looked at, since something before it is not in order. */
  record NotLooked(String what) implements Finding {}
}
