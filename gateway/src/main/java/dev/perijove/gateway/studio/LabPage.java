package dev.perijove.gateway.studio;

import dev.perijove.gateway.http.Json;
import dev.perijove.gateway.http.Problem;
import dev.perijove.gateway.http.Request;
import dev.perijove.gateway.http.Response;
import dev.perijove.gateway.http.Router;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** {@code /lab} and {@code /doc}: JupyterLab's page. */
final class LabPage {
  private static final Pattern WORKSPACE = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  private final LabFiles lab;
  private final PageConfig config;
  private final FederatedExtensions extensions;

  LabPage(LabFiles lab, PageConfig config, FederatedExtensions extensions) {
    this.lab = lab;
    this.config = config;
    this.extensions = extensions;
  }

  void routes(Router.Builder routes) {
    routes.get("/", request -> Response.redirect(request.link("/lab")));
    addMode(routes, "/lab", "multiple-document");
    addMode(routes, "/doc", "single-document");
  }

  private void addMode(Router.Builder routes, String prefix, String mode) {
    String workspace = prefix + "/workspaces/{workspace}";
    for (String start : new String[] {prefix, workspace}) {
      boolean named = start.equals(workspace);
      routes
          .get(start, request -> page(request, mode, named, false))
          .get(start + "/tree", request -> page(request, mode, named, false))
          .get(start + "/tree/{path...}", request -> page(request, mode, named, true));
    }
  }

  private Response page(Request request, String mode, boolean named, boolean opensPath)
      throws IOException {
    if (request.query("token").isPresent()) {
      return Response.redirect(request.link(withoutToken(request)));
    }
    String workspace = named ? request.pathParameter("workspace") : "default";
    if (!WORKSPACE.matcher(workspace).matches()) {
      throw Problem.notFound("The name of a workspace has letters, digits, '_' and '-'");
    }
    Optional<String> treePath =
        opensPath ? Optional.of(request.pathParameter("path")) : Optional.empty();
    ObjectNode rendered =
        config.render(request, mode, workspace, treePath, extensions.find().values());
    return Response.html(200, html(request, rendered)).header("Cache-Control", "no-store");
  }

  /**
   * The answer that takes the token out of the address bar and of the history also carries the
   * login cookie.
   */
  private static String withoutToken(Request request) {
    StringBuilder rest = new StringBuilder();
    for (String parameter : request.rawQuery().split("&", -1)) {
      if (!parameter.isEmpty() && !parameter.equals("token") && !parameter.startsWith("token=")) {
        rest.append(rest.length() == 0 ? '?' : '&').append(parameter);
      }
    }
    return request.path() + rest;
  }

  private String html(Request request, ObjectNode rendered) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>Perijove</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="icon" type="image/svg+xml" href="%s" class="idle favicon">
        <link rel="" type="image/svg+xml" href="%s" class="busy favicon">
        <script id="jupyter-config-data" type="application/json">%s</script>
        <script defer src="%s"></script>
        </head>
        <body class="jp-ThemedContainer"></body>
        </html>
        """
        .formatted(
            request.link("/static/favicons/idle.svg"),
            request.link("/static/favicons/busy.svg"),
            inScript(rendered),
            request.link("/static/lab/" + lab.mainScript()));
  }

  /** No text in it, such as a file's name, can end the script element or open a comment. */
  private static String inScript(ObjectNode rendered) {
    return Json.mapper().writeValueAsString(rendered).replace("<", "\\u003c");
  }
}
