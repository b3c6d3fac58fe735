package dev.perijove.gateway.auth;

import dev.perijove.gateway.http.Request;

/** The two small pages around a login. They need no script. */
final class LoginPage {
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Perijove</title>
      <style>
      :root { color-scheme: light dark; }
      body { font: 16px/1.5 system-ui, sans-serif; display: grid; place-items: center;
             min-height: 100vh; margin: 0; }
      main { width: min(26rem, 90vw); }
      h1 { font-weight: 600; margin: 0 0 1rem; }
      label, input, button { display: block; width: 100%%; box-sizing: border-box; font: inherit; }
      input, button { padding: .6rem .7rem; margin-top: .5rem; border: 1px solid GrayText;
                      border-radius: .4rem; }
      button { margin-top: 1rem; background: #b3541e; border-color: #b3541e; color: #fff;
               cursor: pointer; }
      p[role=alert] { border-left: .25rem solid #b3541e; padding-left: .75rem; }
      </style>
      </head>
      <body>
      <main>
      <h1>Perijove</h1>
      %s
      </main>
      </body>
      </html>
      """;

  private LoginPage() {}

  static String form(Request request, String xsrf, String message) {
    String alert = message.isEmpty() ? "" : "<p role=\"alert\">" + escape(message) + "</p>";
    String query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
    return PAGE.formatted(
        alert
            + """
            <form method="post" action="%s">
            <input type="hidden" name="_xsrf" value="%s">
            <label for="password">Token</label>
            <input id="password" name="password" type="password" autocomplete="current-password"
                   required autofocus>
            <button type="submit">Log in</button>
            </form>
            """
                .formatted(escape(request.link("/login") + query), escape(xsrf)));
  }

  static String loggedOut(Request request) {
    return PAGE.formatted(
        "<p>You have logged out.</p><p><a href=\""
            + escape(request.link("/login"))
            + "\">Log in again</a></p>");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
