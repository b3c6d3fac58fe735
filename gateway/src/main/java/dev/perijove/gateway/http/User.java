package dev.perijove.gateway.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Objects;
import java.util.Optional;

/**
 * Who is asking, with the fields of the Jupyter server's identity model.
 *
 * @param username unique and stable for as long as a login lasts
 * @param name the full name
 * @param displayName what other people see
 * @param initials one or two letters for an avatar
 * @param avatarUrl a picture
 * @param color a CSS color for cursors and avatars
 */
public record User(
    String username,
    String name,
    String displayName,
    String initials,
    Optional<String> avatarUrl,
    Optional<String> color) {
  private static final User NOBODY =
      new User("", "Nobody", "Nobody", "", Optional.empty(), Optional.empty());

  /** Checks that every field is present. */
  public User {
    Objects.requireNonNull(username, "username");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(displayName, "displayName");
    Objects.requireNonNull(initials, "initials");
    Objects.requireNonNull(avatarUrl, "avatarUrl");
    Objects.requireNonNull(color, "color");
  }

  /** A user known by one name only. */
  public static User named(String username, String displayName, String initials) {
    return new User(
        username, displayName, displayName, initials, Optional.empty(), Optional.empty());
  }

  /** Someone who has not logged in, on a route that is open to all. */
  public static User nobody() {
    return NOBODY;
  }

  /** Whether this user has logged in. */
  @JsonIgnore
  public boolean isKnown() {
    return !username.isEmpty();
  }
}
