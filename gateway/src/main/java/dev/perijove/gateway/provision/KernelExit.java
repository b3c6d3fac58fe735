package dev.perijove.gateway.provision;

/**
 * How a kernel process ended.
 *
 * @param code the exit code; on POSIX 128 + n for a process ended by signal n
 * @param log the last output of the process
 */
public record KernelExit(int code, String log) {

  private static final int SIGNALLED = 128;

  /** One line for a person: the exit code and, where it was a signal, which one. */
  public String describe() {
    return switch (code) {
      case SIGNALLED + 9 -> "was killed (signal 9; often the machine ran out of memory)";
      case SIGNALLED + 11 -> "crashed (signal 11)";
      case SIGNALLED + 15 -> "was terminated (signal 15)";
      default ->
          code > SIGNALLED && code < SIGNALLED + 65
              ? "ended by signal " + (code - SIGNALLED)
              : "ended with exit code " + code;
    };
  }
}
