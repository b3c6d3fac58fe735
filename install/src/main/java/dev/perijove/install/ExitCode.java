package dev.perijove.install;

/** What the process of a {@code perijove} command ends with. */
final class ExitCode {
  /** All that was asked is done. */
  static final int DONE = 0;

  /** It could not be done; the error output names the cause and the cure. */
  static final int FAILED = 1;

  /** The arguments make no sense; the error output names the one that does not. */
  static final int USAGE = 2;

  /** {@code doctor} looked at everything and found at least one problem. */
  static final int PROBLEM_FOUND = 3;

  private ExitCode() {}
}
