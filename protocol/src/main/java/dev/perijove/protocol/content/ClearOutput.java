package dev.perijove.protocol.content;

/**
 * Asks clients to clear the output of the cell; "Clear output" in the Jupyter messaging
 * documentation.
 *
 * @param waitForOutput clear when the next output comes, so that nothing flickers
 */
public record ClearOutput(boolean waitForOutput) implements Content {}
