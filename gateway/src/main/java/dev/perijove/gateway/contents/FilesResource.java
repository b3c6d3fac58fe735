package dev.perijove.gateway.contents;

import dev.perijove.gateway.http.PercentCoding;
import dev.perijove.gateway.http.Request;
import dev.perijove.gateway.http.Response;
import dev.perijove.gateway.http.Router;
import java.io.IOException;
import java.nio.file.Path;

/** {@code /files}: the bytes of files, streamed. */
public final class FilesResource {
  private final FileContentsManager contents;

  /** On a manager. */
  public FilesResource(FileContentsManager contents) {
    this.contents = contents;
  }

  /** Adds its route. */
  public void routes(Router.Builder routes) {
    routes.get("/files/{path...}", this::file);
  }

  private Response file(Request request) throws IOException {
    return ContentsProblems.translated(() -> answer(request));
  }

  private Response answer(Request request) throws ContentsException, IOException {
    Path file = contents.file(request.pathParameter("path"));
    Response response =
        Response.file(file)
            // A page among the files may run its scripts, but not as if it were ours.
            .header("Content-Security-Policy", "frame-ancestors 'self'; sandbox allow-scripts");
    boolean download = request.query("download").isPresent();
    return download
        ? response.header(
            "Content-Disposition",
            "attachment; filename*=UTF-8''"
                + PercentCoding.encodeSegment(file.getFileName().toString()))
        : response;
  }
}
