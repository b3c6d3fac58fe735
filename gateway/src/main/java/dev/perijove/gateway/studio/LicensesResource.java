package dev.perijove.gateway.studio;

import dev.perijove.gateway.http.Problem;
import dev.perijove.gateway.http.Request;
import dev.perijove.gateway.http.Response;
import dev.perijove.gateway.http.Router;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** {@code /lab/api/licenses}: Help, Licenses. */
final class LicensesResource {
  private final LicenseReport report;

  LicensesResource(LicenseReport report) {
    this.report = report;
  }

  void routes(Router.Builder routes) {
    routes.get("/lab/api/licenses", this::get);
  }

  private Response get(Request request) throws IOException {
    String format = request.query("format").orElse("json").toLowerCase(Locale.ROOT);
    Response answer =
        switch (format) {
          case "json" -> Response.json(200, report.json());
          case "csv" -> text("text/csv", report.csv());
          case "md", "markdown" -> text("text/markdown", report.markdown());
          default -> throw Problem.badRequest("The format is one of json, csv, markdown");
        };
    if (request.query("download").isEmpty()) {
      return answer;
    }
    String extension = format.equals("markdown") ? "md" : format;
    return answer.header(
        "Content-Disposition", "attachment; filename=\"jupyterlab-licenses." + extension + "\"");
  }

  private static Response text(String type, String text) {
    return Response.bytes(type + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }
}
