package dev.perijove.gateway.kernels;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * A kernel as the REST API shows it; "Kernels" in the Jupyter Server REST API.
 *
 * @param connections open WebSockets
 * @param reason why it is dead; absent while it is not
 */
public record KernelModel(
    String id,
    String name,
    Instant lastActivity,
    ExecutionState executionState,
    int connections,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> reason) {}
