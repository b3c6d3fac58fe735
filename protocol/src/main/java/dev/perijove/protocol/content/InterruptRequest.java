package dev.perijove.protocol.content;

/**
 * Asks the kernel to stop what it runs; "Kernel interrupt" in the Jupyter messaging documentation.
 */
public record InterruptRequest() implements Request {}
