package dev.perijove.gateway.auth;

import dev.perijove.gateway.http.Request;
import java.util.Optional;

/** Recognises who sent a request. Thread-safe; must not block. */
sealed interface IdentityProvider permits TokenIdentityProvider, OpenIdentityProvider {
  /** Who sent it; empty if it has nothing to recognise its sender by. */
  Optional<Identity> identify(Request request);
}
