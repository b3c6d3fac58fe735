package dev.perijove.protocol.content;

/**
 * Asks for the ports of the channels; deprecated in the protocol; "Connect" in the Jupyter
 * messaging documentation.
 */
public record ConnectRequest() implements Request {}
