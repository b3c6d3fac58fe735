package dev.perijove.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** The five sockets of a kernel; "Introduction" in the Jupyter messaging documentation. */
public enum Channel {
  SHELL("shell"),
  CONTROL("control"),
  IOPUB("iopub"),
  STDIN("stdin"),
  /** Carries echoed bytes, never messages. */
  HEARTBEAT("hb");

  private final String wireName;

  Channel(String wireName) {
    this.wireName = wireName;
  }

  /** The name in connection files ({@code shell_port}) and in WebSocket frames. */
  public String wireName() {
    return wireName;
  }

  /** Empty for a name that is none of ours. */
  public static Optional<Channel> of(String wireName) {
    requireNonNull(wireName, "wireName");
    return Optional.ofNullable(
        switch (wireName) {
          case "shell" -> SHELL;
          case "control" -> CONTROL;
          case "iopub" -> IOPUB;
          case "stdin" -> STDIN;
          case "hb" -> HEARTBEAT;
          default -> null;
        });
  }
}
