package dev.perijove.gateway.kernels;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a kernel is doing, as its model says; "Kernels" in the Jupyter Server REST API. */
public enum ExecutionState {
  /** It does not answer yet, for the first time or again. */
  STARTING,
  IDLE,
  BUSY,
  /** It has ended and nobody starts it again, unless asked. */
  DEAD;

  /** As in JSON. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
