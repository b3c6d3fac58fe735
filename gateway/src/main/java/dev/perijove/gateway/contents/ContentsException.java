package dev.perijove.gateway.contents;

/** What was asked of the contents cannot be done; the message names the path and why. */
public final class ContentsException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What kind of refusal. */
  public enum Kind {
    /** It does not exist, or is none of the client's business. */
    NOT_FOUND,
    /** The request is wrong. */
    INVALID,
    /** Something else has that name. */
    CONFLICT,
    /** The system does not let us. */
    FORBIDDEN,
    /** More than can be handled in memory. */
    TOO_LARGE
  }

  private final Kind kind;

  private ContentsException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  static ContentsException notFound(String apiPath) {
    return new ContentsException(Kind.NOT_FOUND, "No such file or directory: " + apiPath);
  }

  static ContentsException invalid(String message) {
    return new ContentsException(Kind.INVALID, message);
  }

  static ContentsException conflict(String message) {
    return new ContentsException(Kind.CONFLICT, message);
  }

  static ContentsException forbidden(String message) {
    return new ContentsException(Kind.FORBIDDEN, message);
  }

  static ContentsException tooLarge(String message) {
    return new ContentsException(Kind.TOO_LARGE, message);
  }

  /** What kind of refusal. */
  public Kind kind() {
    return kind;
  }
}
