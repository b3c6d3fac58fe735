package dev.perijove.protocol.kernelspec;

import java.util.Locale;

/** The operating systems on which Jupyter keeps its files in different places. */
public enum Platform {
  LINUX,
  MACOS,
  WINDOWS;

  /** The one this program runs on. */
  public static Platform current() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return WINDOWS;
    }
    return name.startsWith("mac") ? MACOS : LINUX;
  }
}
