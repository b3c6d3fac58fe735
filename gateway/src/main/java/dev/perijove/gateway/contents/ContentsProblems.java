package dev.perijove.gateway.contents;

import dev.perijove.gateway.http.Problem;
import dev.perijove.gateway.http.Response;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** What goes wrong with files, as answers. */
final class ContentsProblems {
  private ContentsProblems() {}

  interface Work {
    Response run() throws ContentsException, IOException;
  }

  static Response translated(Work work) throws IOException {
    try {
      return work.run();
    } catch (ContentsException e) {
      throw Problem.of(status(e.kind()), String.valueOf(e.getMessage()));
    } catch (AccessDeniedException e) {
      throw Problem.forbidden("Permission denied by the file system");
    } catch (NoSuchFileException e) {
      // It went away between our look and our grip.
      throw Problem.notFound("No such file or directory any more");
    }
  }

  private static int status(ContentsException.Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> 404;
      case INVALID -> 400;
      case CONFLICT -> 409;
      case FORBIDDEN -> 403;
      case TOO_LARGE -> 413;
    };
  }
}
