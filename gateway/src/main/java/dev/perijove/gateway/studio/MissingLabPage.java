package dev.perijove.gateway.studio;

import dev.perijove.gateway.http.Request;
import dev.perijove.gateway.http.Response;
import dev.perijove.gateway.http.Router;

/** What stands at {@code /lab} when this gateway was built without the page and found none. */
final class MissingLabPage {
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>Perijove: no page</title>
      <style>body{font:16px/1.5 sans-serif;max-width:40em;margin:4em auto;padding:0 1em}</style>
      </head>
      <body>
      <h1>The gateway runs, but it has no page to show</h1>
      <p>It was built on a machine without Node, so JupyterLab's page is not in it, and no installed
      JupyterLab was found along the Jupyter path. Kernels and files are served all the same: other
      clients, such as VS Code, can connect to this address.</p>
      <p>To get the page, do one of these and start the gateway again:</p>
      <ul>
      <li>install Node (%s or later) and build Perijove again;</li>
      <li>start the gateway with <code>--lab-dir</code> and the <code>share/jupyter/lab</code> folder
      of an installed JupyterLab.</li>
      </ul>
      </body>
      </html>
      """
          .formatted("20.19");

  void routes(Router.Builder routes) {
    routes
        .get("/", request -> Response.redirect(request.link("/lab")))
        .get("/lab", MissingLabPage::page)
        .get("/lab/{rest...}", MissingLabPage::page)
        .get("/doc/{rest...}", MissingLabPage::page);
  }

  private static Response page(Request request) {
    return Response.html(503, PAGE);
  }
}
