package dev.perijove.gateway.contents;

import java.util.Optional;

/**
 * Something that was done through the contents API, and succeeded.
 *
 * @param path API path of what it was done to; of a rename or a copy, the new one
 * @param sourcePath the old path of a rename, what a copy was made of
 */
public record ContentsAction(Kind kind, String path, Optional<String> sourcePath) {
  /** The actions of Jupyter's event schema {@code contents_service/v1}. */
  public enum Kind {
    /** A file was read, or a directory listed. */
    GET,
    /** Something new was made under a name that was free. */
    CREATE,
    /** A file was saved, or a directory made at this path. */
    SAVE,
    /** The last part of a file has arrived. */
    UPLOAD,
    /** A file or directory was moved. */
    RENAME,
    /** A file or directory was copied. */
    COPY,
    /** A file or directory was deleted. */
    DELETE
  }

  /** An action that knows one path. */
  static ContentsAction of(Kind kind, String path) {
    return new ContentsAction(kind, path, Optional.empty());
  }

  /** An action that leads from one path to another. */
  static ContentsAction of(Kind kind, String from, String to) {
    return new ContentsAction(kind, to, Optional.of(from));
  }
}
