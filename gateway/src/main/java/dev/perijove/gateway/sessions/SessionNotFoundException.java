package dev.perijove.gateway.sessions;

/** There is no session of this id, or its kernel is gone and it with it. */
public final class SessionNotFoundException extends Exception {

  private static final long serialVersionUID = 1L;

  SessionNotFoundException(String sessionId) {
    super("Session not found: " + sessionId);
  }
}
