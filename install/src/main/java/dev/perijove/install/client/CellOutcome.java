package dev.perijove.install.client;

import java.util.Optional;

/**
 * What came of a cell.
 *
 * @param result the {@code text/plain} of its last expression
 * @param error name and message of what went wrong; empty when the cell ran to its end
 */
public record CellOutcome(Optional<String> result, Optional<String> error) {}
