package dev.perijove.protocol.content;

/** Asks which subshells there are; "Kernel subshells" in the Jupyter messaging documentation. */
public record ListSubshellRequest() implements Request {}
