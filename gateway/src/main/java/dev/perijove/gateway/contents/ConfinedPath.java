package dev.perijove.gateway.contents;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * An API path and its place on disk, which is below the root whatever the client wrote. API paths
 * are relative, separated by slashes on every system, and empty for the root itself.
 *
 * <p>Refused as if it did not exist: {@code .} and {@code ..}, empty segments and so absolute
 * paths, backslashes, drive letters, control characters, hidden names, and symbolic links whose
 * target is outside of the root or not there. On Windows also what that system reads differently
 * from what it says: colons, device names, trailing dots and spaces.
 */
final class ConfinedPath {
  private static final int LONGEST_NAME_BYTES = 255;
  private static final int LONGEST_PATH = 4096;
  private static final boolean WINDOWS = File.separatorChar == '\\';
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);
  private static final Pattern WINDOWS_TRAPS =
      Pattern.compile(
          "(?i).*[:*?\"<>|].*|.*[. ]|(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.DOTALL);

  private final Path root;
  private final String apiPath;
  private final Path path;

  private ConfinedPath(Path root, String apiPath, Path path) {
    this.root = root;
    this.apiPath = apiPath;
    this.path = path;
  }

  /**
   * @param root a real path
   */
  static ConfinedPath of(Path root, String apiPath) throws ContentsException, IOException {
    if (apiPath.isEmpty()) {
      return new ConfinedPath(root, apiPath, root);
    }
    if (apiPath.length() > LONGEST_PATH) {
      throw ContentsException.invalid("A path may have " + LONGEST_PATH + " characters");
    }
    Path path = root;
    for (String name : apiPath.split("/", -1)) {
      if (!isPlain(name)) {
        throw ContentsException.notFound(apiPath);
      }
      path = child(path, name, apiPath);
    }
    requireInside(root, path, apiPath);
    return new ConfinedPath(root, apiPath, path);
  }

  private static Path child(Path directory, String name, String apiPath) throws ContentsException {
    try {
      return directory.resolve(name);
    } catch (InvalidPathException e) {
      throw ContentsException.notFound(apiPath);
    }
  }

  /** Whether a name is that of one visible entry of a directory, on every system. */
  static boolean isPlain(String name) {
    return !name.isEmpty()
        && !isHidden(name)
        && name.indexOf('/') < 0
        && name.indexOf('\\') < 0
        && name.chars().noneMatch(Character::isISOControl)
        && !DRIVE.matcher(name).matches()
        && !(WINDOWS && WINDOWS_TRAPS.matcher(name).matches())
        && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME_BYTES;
  }

  /** Dot files, and with them {@code .} and {@code ..}. */
  static boolean isHidden(String name) {
    return name.startsWith(".");
  }

  private static void requireInside(Path root, Path path, String apiPath)
      throws ContentsException, IOException {
    Path existing = path;
    while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      existing = parentOf(existing);
    }
    try {
      if (existing.toRealPath().startsWith(root)) {
        return;
      }
    } catch (FileSystemException e) {
      // A link to nowhere, in a circle, or through a place we may not look into.
      throw ContentsException.notFound(apiPath);
    }
    throw ContentsException.notFound(apiPath);
  }

  private static Path parentOf(Path path) {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }

  /** As clients write it. */
  String apiPath() {
    return apiPath;
  }

  /** Where it is on disk. */
  Path path() {
    return path;
  }

  /** The last name, empty for the root. */
  String name() {
    return apiPath.substring(apiPath.lastIndexOf('/') + 1);
  }

  boolean isRoot() {
    return apiPath.isEmpty();
  }

  /** The directory it is in; the root's is the root. */
  ConfinedPath parent() {
    int slash = apiPath.lastIndexOf('/');
    return isRoot()
        ? this
        : new ConfinedPath(root, slash < 0 ? "" : apiPath.substring(0, slash), parentOf(path));
  }

  /** An entry of this directory. */
  ConfinedPath child(String name) throws ContentsException, IOException {
    return of(root, isRoot() ? name : apiPath + "/" + name);
  }

  @Override
  public String toString() {
    return apiPath;
  }
}
