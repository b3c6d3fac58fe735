package dev.perijove.gateway.auth;

import dev.perijove.gateway.http.User;

/** Someone who was recognised, and by what. */
record Identity(User user, By by) {
  /** What a request was recognised by. */
  enum By {
    /** The token in the URL: a browser that was given the start-up URL. */
    TOKEN_IN_URL,
    /** The token in a header: a program, or a page that was given the token. */
    TOKEN_IN_HEADER,
    /** The login cookie, which a browser also sends on behalf of other sites. */
    COOKIE,
    /** Nothing: the gateway is open. */
    NOTHING
  }

  /** Whether the request itself proves that its sender knows the token. */
  boolean holdsToken() {
    return by == By.TOKEN_IN_URL || by == By.TOKEN_IN_HEADER;
  }
}
