package dev.perijove.gateway.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Media types by file name. A fixed table, so that every machine answers the same. */
public final class MediaTypes {
  private static final String UNKNOWN = "application/octet-stream";

  private static final Map<String, String> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("avif", "image/avif"),
          Map.entry("bmp", "image/bmp"),
          Map.entry("css", "text/css"),
          Map.entry("csv", "text/csv"),
          Map.entry("gif", "image/gif"),
          Map.entry("gz", "application/gzip"),
          Map.entry("htm", "text/html"),
          Map.entry("html", "text/html"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("ipynb", "application/x-ipynb+json"),
          Map.entry("jar", "application/java-archive"),
          Map.entry("java", "text/x-java"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("js", "text/javascript"),
          Map.entry("json", "application/json"),
          Map.entry("kt", "text/x-kotlin"),
          Map.entry("log", "text/plain"),
          Map.entry("map", "application/json"),
          Map.entry("md", "text/markdown"),
          Map.entry("mjs", "text/javascript"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("otf", "font/otf"),
          Map.entry("parquet", "application/vnd.apache.parquet"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("png", "image/png"),
          Map.entry("properties", "text/plain"),
          Map.entry("py", "text/x-python"),
          Map.entry("r", "text/x-r"),
          Map.entry("rst", "text/x-rst"),
          Map.entry("scala", "text/x-scala"),
          Map.entry("sh", "text/x-sh"),
          Map.entry("sql", "text/x-sql"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("tar", "application/x-tar"),
          Map.entry("tex", "text/x-tex"),
          Map.entry("tif", "image/tiff"),
          Map.entry("tiff", "image/tiff"),
          Map.entry("tsv", "text/tab-separated-values"),
          Map.entry("ttf", "font/ttf"),
          Map.entry("txt", "text/plain"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("wav", "audio/wav"),
          Map.entry("webm", "video/webm"),
          Map.entry("webp", "image/webp"),
          Map.entry("woff", "font/woff"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("xml", "application/xml"),
          Map.entry("yaml", "application/yaml"),
          Map.entry("yml", "application/yaml"),
          Map.entry("zip", "application/zip"));

  private MediaTypes() {}

  /** The type a name's extension stands for, without a character set. */
  public static Optional<String> ofName(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0
        ? Optional.empty()
        : Optional.ofNullable(BY_EXTENSION.get(name.substring(dot + 1).toLowerCase(Locale.ROOT)));
  }

  /** The {@code Content-Type} to serve a file with: texts are UTF-8, the unknown are bytes. */
  static String ofFile(String name) {
    String type = ofName(name).orElse(UNKNOWN);
    return type.startsWith("text/") ? type + "; charset=utf-8" : type;
  }

  /** Whether compressing pays: a text in one form or another. */
  static boolean isText(String contentType) {
    String type = contentType.toLowerCase(Locale.ROOT);
    int parameters = type.indexOf(';');
    String bare = (parameters < 0 ? type : type.substring(0, parameters)).strip();
    return bare.startsWith("text/")
        || bare.endsWith("json")
        || bare.endsWith("+xml")
        || bare.equals("application/xml")
        || bare.equals("application/yaml")
        || bare.equals("application/javascript")
        || bare.equals("application/wasm");
  }
}
