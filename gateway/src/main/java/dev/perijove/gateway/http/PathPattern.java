package dev.perijove.gateway.http;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A path with parameters: {@code /api/kernels/{kernel_id}}. A parameter is one whole segment;
 * {@code {path...}} is one or more segments, slashes included, and may stand once in a pattern.
 */
final class PathPattern {
  /** The pattern that says more is asked first: more literal segments, then no rest. */
  static final Comparator<PathPattern> MOST_SPECIFIC_FIRST =
      Comparator.<PathPattern>comparingLong(pattern -> -pattern.literals())
          .thenComparing(pattern -> pattern.rest >= 0);

  private enum Kind {
    LITERAL,
    PARAMETER,
    REST
  }

  private record Segment(Kind kind, String text) {}

  private final String text;
  private final List<Segment> segments;
  private final int rest;

  private PathPattern(String text, List<Segment> segments, int rest) {
    this.text = text;
    this.segments = segments;
    this.rest = rest;
  }

  static PathPattern parse(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("A pattern begins with a slash: " + text);
    }
    List<Segment> segments = split(text).stream().map(PathPattern::segment).toList();
    Set<String> names = new HashSet<>();
    int rest = -1;
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      if (segment.kind() == Kind.LITERAL) {
        continue;
      }
      if (!names.add(segment.text())) {
        throw new IllegalArgumentException("Parameter twice in " + text);
      }
      if (segment.kind() == Kind.REST) {
        if (rest >= 0) {
          throw new IllegalArgumentException("Two parameters that match a rest in " + text);
        }
        rest = i;
      }
    }
    return new PathPattern(text, segments, rest);
  }

  private static Segment segment(String text) {
    if (!text.startsWith("{") || !text.endsWith("}")) {
      return new Segment(Kind.LITERAL, text);
    }
    String name = text.substring(1, text.length() - 1);
    return name.endsWith("...")
        ? new Segment(Kind.REST, name.substring(0, name.length() - 3))
        : new Segment(Kind.PARAMETER, name);
  }

  /** The segments of a path that begins with a slash; {@code /} has one, which is empty. */
  static List<String> split(String path) {
    return Arrays.asList(path.substring(1).split("/", -1));
  }

  /** The values of the parameters if the decoded segments of a path match. */
  Optional<Map<String, String>> match(List<String> path) {
    int surplus = path.size() - segments.size();
    if (surplus < 0 || (surplus > 0 && rest < 0)) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    int at = 0;
    for (Segment segment : segments) {
      int length = segment.kind() == Kind.REST ? surplus + 1 : 1;
      String given = String.join("/", path.subList(at, at + length));
      at += length;
      if (segment.kind() == Kind.LITERAL) {
        if (!segment.text().equals(given)) {
          return Optional.empty();
        }
      } else if (given.isEmpty()) {
        return Optional.empty();
      } else {
        values.put(segment.text(), given);
      }
    }
    return Optional.of(values);
  }

  private long literals() {
    return segments.stream().filter(segment -> segment.kind() == Kind.LITERAL).count();
  }

  @Override
  public String toString() {
    return text;
  }
}
