package dev.perijove.gateway.terminals;

import java.time.Instant;

/**
 * A terminal as the REST API shows it; "Terminal" in the Jupyter Server REST API.
 *
 * @param name its id
 * @param lastActivity when something was last typed or printed
 */
public record TerminalModel(String name, Instant lastActivity) {}
