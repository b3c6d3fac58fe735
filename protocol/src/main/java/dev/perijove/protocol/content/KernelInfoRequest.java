package dev.perijove.protocol.content;

/** Asks who the kernel is and what it can; "Kernel info" in the Jupyter messaging documentation. */
public record KernelInfoRequest() implements Request {}
