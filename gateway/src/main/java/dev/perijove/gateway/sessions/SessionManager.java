package dev.perijove.gateway.sessions;

import dev.perijove.gateway.kernels.KernelConflictException;
import dev.perijove.gateway.kernels.KernelManager;
import dev.perijove.gateway.kernels.KernelNotFoundException;
import dev.perijove.gateway.kernels.KernelStartException;
import dev.perijove.gateway.kernels.MultiKernelManager;
import dev.perijove.gateway.kernels.StartOptions;
import dev.perijove.protocol.kernelspec.KernelSpecNotFoundException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All sessions of the gateway, in memory: they end with their kernels. Thread-safe.
 *
 * <p>Changes come one after the other and hold a lock while a kernel is started, so that two
 * requests for the same document cannot start two kernels for it. Reading never waits for that.
 */
public final class SessionManager {

  private final MultiKernelManager kernels;
  private final ReentrantLock changes = new ReentrantLock();

  /** By id, oldest first. Guarded by itself. */
  private final Map<String, Session> sessions = new LinkedHashMap<>();

  /** A manager without sessions. */
  public SessionManager(MultiKernelManager kernels) {
    this.kernels = kernels;
  }

  /** All sessions whose kernels are there; the others are gone for good. */
  public List<Session> list() {
    synchronized (sessions) {
      sessions.values().removeIf(session -> kernels.find(session.kernelId()).isEmpty());
      return List.copyOf(sessions.values());
    }
  }

  /** One session. */
  public Session get(String id) throws SessionNotFoundException {
    return list().stream()
        .filter(session -> session.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new SessionNotFoundException(id));
  }

  /**
   * The session of a document: the one it has, else a new one.
   *
   * @param request with path and type
   * @throws KernelNotFoundException if it names a kernel that is not running
   */
  public Session create(SessionRequest request)
      throws KernelSpecNotFoundException,
          KernelNotFoundException,
          KernelStartException,
          InterruptedException {
    String path = request.path().orElseThrow();
    String type = request.type().orElseThrow();
    String name = request.name().orElse("");
    changes.lockInterruptibly();
    try {
      Optional<Session> existing =
          list().stream().filter(session -> session.path().equals(path)).findFirst();
      if (existing.isPresent()) {
        return existing.get();
      }
      Session session =
          new Session(
              UUID.randomUUID().toString(), path, name, type, kernelFor(request, path, name));
      put(session);
      return session;
    } finally {
      changes.unlock();
    }
  }

  /**
   * Changes a session. A kernel it no longer has is shut down.
   *
   * @throws KernelNotFoundException if the request names a kernel that is not running
   */
  public Session update(String id, SessionRequest request)
      throws SessionNotFoundException,
          KernelSpecNotFoundException,
          KernelNotFoundException,
          KernelStartException,
          InterruptedException {
    changes.lockInterruptibly();
    Session before;
    Session after;
    try {
      before = get(id);
      String path = request.path().orElse(before.path());
      String name = request.name().orElse(before.name());
      boolean otherKernel = request.kernelId().isPresent() || request.kernelName().isPresent();
      after =
          new Session(
              id,
              path,
              name,
              request.type().orElse(before.type()),
              otherKernel ? kernelFor(request, path, name) : before.kernelId());
      put(after);
    } finally {
      changes.unlock();
    }
    if (!after.kernelId().equals(before.kernelId())) {
      endKernel(before.kernelId());
    }
    return after;
  }

  /** Ends a session and its kernel. */
  public void delete(String id) throws SessionNotFoundException, InterruptedException {
    Session session = get(id);
    synchronized (sessions) {
      sessions.remove(id);
    }
    endKernel(session.kernelId());
  }

  private void put(Session session) {
    synchronized (sessions) {
      sessions.put(session.id(), session);
    }
  }

  /** Nothing to do when somebody else was quicker: it was to end, and it has. */
  private void endKernel(String kernelId) throws InterruptedException {
    if (kernels.find(kernelId).isPresent()) {
      try {
        kernels.shutdown(kernelId);
      } catch (KernelNotFoundException ended) {
        return;
      }
    }
  }

  private String kernelFor(SessionRequest request, String path, String name)
      throws KernelSpecNotFoundException,
          KernelNotFoundException,
          KernelStartException,
          InterruptedException {
    if (request.kernelId().isPresent()) {
      return kernels.get(request.kernelId().get()).id();
    }
    StartOptions options =
        new StartOptions(
            request.kernelName(),
            Optional.empty(),
            path,
            Map.of("JPY_SESSION_NAME", sessionName(path, name)));
    try {
      KernelManager kernel = kernels.start(options);
      return kernel.id();
    } catch (KernelConflictException e) {
      throw new IllegalStateException("a random kernel id was taken", e);
    }
  }

  /** Where the document is, for kernels that write beside it. */
  private String sessionName(String path, String name) {
    if (name.isEmpty()) {
      return path;
    }
    Path directory = kernels.workingDirectory(path);
    String fileName = name.substring(name.lastIndexOf('/') + 1);
    return directory + "/" + fileName;
  }
}
