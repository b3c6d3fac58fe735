package dev.perijove.kernel.front;

import java.util.Optional;

/** The version of this kernel, from its jar. */
final class KernelVersion {
  private KernelVersion() {}

  /** {@code development} where the classes come from no jar. */
  static String current() {
    return Optional.ofNullable(KernelVersion.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
