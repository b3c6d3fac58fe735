package dev.perijove.gateway.http;

/** The path below which everything is served. */
record BasePath(String url) {
  BasePath {
    if (!url.startsWith("/") || !url.endsWith("/") || url.contains("//")) {
      throw new IllegalArgumentException("A base path begins and ends with one slash: " + url);
    }
  }

  /** Adds the slashes that are missing at either end. */
  static BasePath of(String path) {
    String inner = path.replaceAll("^/+|/+$", "");
    return new BasePath(inner.isEmpty() ? "/" : "/" + inner + "/");
  }

  /** The rest of a path, from its slash on. */
  String strip(String path) {
    if (path.startsWith(url)) {
      return path.substring(url.length() - 1);
    }
    if (path.equals(url.substring(0, url.length() - 1))) {
      return "/";
    }
    throw Problem.notFound("Nothing is served here; the gateway is below " + url);
  }

  String link(String pathBelow) {
    return url.substring(0, url.length() - 1) + (pathBelow.startsWith("/") ? "" : "/") + pathBelow;
  }
}
