package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The code failed; "Execution errors" in the Jupyter messaging documentation.
 *
 * @param ename the kind of error, such as an exception's class
 * @param evalue its message
 * @param traceback lines to show, with ANSI colours
 */
public record ErrorOutput(String ename, String evalue, List<String> traceback) implements Content {
  public ErrorOutput {
    requireNonNull(ename, "ename");
    requireNonNull(evalue, "evalue");
    traceback = List.copyOf(traceback);
  }
}
