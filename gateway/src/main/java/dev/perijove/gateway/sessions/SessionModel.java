package dev.perijove.gateway.sessions;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.perijove.gateway.kernels.KernelModel;
import java.util.Optional;

/**
 * A session as the REST API shows it; "Sessions" in the Jupyter Server REST API.
 *
 * @param notebook the same path and name once more, for notebooks only; old clients read it
 */
record SessionModel(
    String id,
    String path,
    String name,
    String type,
    KernelModel kernel,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Notebook> notebook) {

  record Notebook(String path, String name) {}

  static SessionModel of(Session session, KernelModel kernel) {
    return new SessionModel(
        session.id(),
        session.path(),
        session.name(),
        session.type(),
        kernel,
        session.type().equals("notebook")
            ? Optional.of(new Notebook(session.path(), session.name()))
            : Optional.empty());
  }
}
