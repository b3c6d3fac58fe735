package dev.perijove.protocol.content;

/**
 * Asks the kernel to end; "Kernel shutdown" in the Jupyter messaging documentation.
 *
 * @param restart the client will start it again
 */
public record ShutdownRequest(boolean restart) implements Request {}
