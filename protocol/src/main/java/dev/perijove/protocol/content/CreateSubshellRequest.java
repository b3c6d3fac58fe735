package dev.perijove.protocol.content;

/** Asks for a new subshell; "Kernel subshells" in the Jupyter messaging documentation. */
public record CreateSubshellRequest() implements Request {}
