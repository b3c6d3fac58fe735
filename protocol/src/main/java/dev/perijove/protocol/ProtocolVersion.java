package dev.perijove.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the Jupyter messaging protocol, such as 5.4. A third number, where a peer sends one,
 * says nothing about the messages and is dropped.
 */
public record ProtocolVersion(int major, int minor) implements Comparable<ProtocolVersion> {

  /** The version this code speaks; it also understands the subshell field of 5.5. */
  public static final ProtocolVersion CURRENT = new ProtocolVersion(5, 4);

  private static final Pattern SYNTAX = Pattern.compile("(\\d{1,4})(?:\\.(\\d{1,4}))?(?:\\..*)?");

  private static final Comparator<ProtocolVersion> ORDER =
      Comparator.comparingInt(ProtocolVersion::major).thenComparingInt(ProtocolVersion::minor);

  public ProtocolVersion {
    if (major < 0 || minor < 0) {
      throw new IllegalArgumentException("negative protocol version " + major + "." + minor);
    }
  }

  /** Empty when the text is no version. */
  public static Optional<ProtocolVersion> parse(String text) {
    Matcher matcher = SYNTAX.matcher(requireNonNull(text, "text"));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String minor = matcher.group(2);
    return Optional.of(
        new ProtocolVersion(
            Integer.parseInt(matcher.group(1)), minor == null ? 0 : Integer.parseInt(minor)));
  }

  @Override
  public int compareTo(ProtocolVersion other) {
    return ORDER.compare(this, other);
  }

  /** As it stands on the wire: {@code 5.4}. */
  @Override
  public String toString() {
    return major + "." + minor;
  }
}
