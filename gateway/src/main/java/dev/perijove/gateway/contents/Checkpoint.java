package dev.perijove.gateway.contents;

import java.time.Instant;

/**
 * A file as it was kept.
 *
 * @param id always {@code checkpoint}: there is one a file
 */
public record Checkpoint(String id, Instant lastModified) {}
