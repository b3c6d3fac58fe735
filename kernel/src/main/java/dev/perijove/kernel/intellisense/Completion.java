package dev.perijove.kernel.intellisense;

import static java.util.Objects.requireNonNull;

/**
 * One thing that could stand at the cursor; an entry of JupyterLab's {@code
 * _jupyter_types_experimental}.
 *
 * @param text what is inserted
 * @param type its kind, in the words a client has icons for: {@code function}, {@code class},
 *     {@code interface}, {@code enum}, {@code keyword}, {@code module}, {@code field}, {@code
 *     instance}; empty where unknown
 * @param signature parameters and type, such as {@code (int index) → E}; empty where there is none
 */
public record Completion(String text, String type, String signature) {
  public Completion {
    requireNonNull(text, "text");
    requireNonNull(type, "type");
    requireNonNull(signature, "signature");
  }
}
